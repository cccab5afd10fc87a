using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Outlooks;

namespace PerfMonitor.Analytics.Rules;

/// <summary>The rules in force, and what is wrong with files that are not. Replaced whole on every change.</summary>
/// <param name="Groups">The groups of all files, in the files' order.</param>
/// <param name="Errors">Files whose newest version is refused; their previous version, if any, stays in force.</param>
internal sealed record RuleBook(IReadOnlyList<RuleGroup> Groups, IReadOnlyList<RuleFileError> Errors)
{
    public static RuleBook Empty { get; } = new([], []);

    /// <summary>The files of rules that are stored and not evaluated, as somebody has switched them off.</summary>
    public IReadOnlySet<string> Disabled { get; init; } = new HashSet<string>();

    /// <summary>The watches that exist for rules; rules that ask for the same share one.</summary>
    public IReadOnlyList<WatchDefinition> Watches => [.. Sources.OfType<RuleSource.OwnWatch>().Select(static source => source.Definition).DistinctBy(static watch => watch.Name)];

    /// <summary>The outlooks that exist for rules.</summary>
    public IReadOnlyList<OutlookDefinition> Outlooks => [.. Sources.OfType<RuleSource.OwnOutlook>().Select(static source => source.Definition).DistinctBy(static outlook => outlook.Name)];

    private IEnumerable<RuleSource> Sources => Groups.SelectMany(static group => group.Rules).OfType<AlertRule>().Select(static rule => rule.Source).OfType<RuleSource>();

    /// <summary>Which of the rules are no more. Those of a file that is refused are not gone: they come back when it is mended.</summary>
    public IReadOnlyList<string> Gone(IEnumerable<string> ruleKeys)
    {
        var inForce = Groups.SelectMany(static group => group.Rules).Select(static rule => rule.Key).ToHashSet();
        var refused = Errors.Select(static error => error.File).ToHashSet();
        return [.. ruleKeys.Where(key => !inForce.Contains(key) && !refused.Contains(FileOf(key)))];
    }

    /// <summary>Why a rule that is gone is gone, in the words that reach people.</summary>
    public string WhyGone(string ruleKey) => Disabled.Contains(FileOf(ruleKey)) ? "the rule was disabled" : "the rule was removed";

    private static string FileOf(string ruleKey) => ruleKey.Split(';')[0];
}
