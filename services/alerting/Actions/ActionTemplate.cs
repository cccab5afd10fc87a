using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace PerfMonitor.Alerting.Actions;

/// <summary>Puts an alert's labels into the texts of an action, each escaped for the place it comes to: a label is anybody's text.</summary>
internal static partial class ActionTemplate
{
    public static string InUrl(string template, IReadOnlyDictionary<string, string> labels) => Fill(template, labels, Uri.EscapeDataString);

    public static string InJson(string template, IReadOnlyDictionary<string, string> labels) => Fill(template, labels, static value => JavaScriptEncoder.Default.Encode(value));

    /// <summary>Within a quoted text of PromQL.</summary>
    public static string InQuery(string template, IReadOnlyDictionary<string, string> labels) =>
        Fill(template, labels, static value => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));

    /// <summary>An argument of a script: handed over as it is, no shell reads it.</summary>
    public static string Plain(string template, IReadOnlyDictionary<string, string> labels) => Fill(template, labels, static value => value);

    /// <summary>The labels that texts name.</summary>
    public static IEnumerable<string> Names(IEnumerable<string> templates) =>
        templates.SelectMany(static template => Placeholder().Matches(template)).Select(static match => match.Groups[1].Value).Distinct();

    private static string Fill(string template, IReadOnlyDictionary<string, string> labels, Func<string, string> escape) =>
        Placeholder().Replace(template, match => escape(labels.GetValueOrDefault(match.Groups[1].Value, "")));

    [GeneratedRegex(@"\{([a-zA-Z_][a-zA-Z0-9_]*)\}")]
    private static partial Regex Placeholder();
}
