namespace PerfMonitor.Analytics.Rules;

/// <summary>The rules in force, and what is wrong with files that are not. Replaced whole on every change.</summary>
/// <param name="Groups">The groups of all files, in the files' order.</param>
/// <param name="Errors">Files whose newest version is refused; their previous version, if any, stays in force.</param>
internal sealed record RuleBook(IReadOnlyList<RuleGroup> Groups, IReadOnlyList<RuleFileError> Errors)
{
    public static RuleBook Empty { get; } = new([], []);
}
