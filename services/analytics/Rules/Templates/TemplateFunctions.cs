using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PerfMonitor.Analytics.Rules;

/// <summary>A function of templates.</summary>
internal sealed record TemplateFunction(int MinArguments, int MaxArguments, Func<object[], object> Apply);

/// <summary>The functions that templates have, with the names and results of Prometheus' templates.</summary>
internal static class TemplateFunctions
{
    // A regular expression of a rule file must not hold an evaluation up.
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromMilliseconds(100);

    public static IReadOnlyDictionary<string, TemplateFunction> All { get; } = new Dictionary<string, TemplateFunction>
    {
        ["humanize"] = OfNumber(Humanize.Metric),
        ["humanize1024"] = OfNumber(Humanize.Metric1024),
        ["humanizeDuration"] = OfNumber(Humanize.Duration),
        ["humanizePercentage"] = OfNumber(Humanize.Percentage),
        ["humanizeTimestamp"] = OfNumber(Humanize.Timestamp),
        ["title"] = OfText(CultureInfo.InvariantCulture.TextInfo.ToTitleCase),
        ["toUpper"] = OfText(static text => text.ToUpperInvariant()),
        ["toLower"] = OfText(static text => text.ToLowerInvariant()),
        ["print"] = new(1, int.MaxValue, static arguments => string.Concat(arguments.Select(Print))),
        ["printf"] = new(1, int.MaxValue, static arguments => Printf.Format(Print(arguments[0]), arguments.AsSpan(1))),
        ["reReplaceAll"] = new(3, 3, static arguments => Replace(Print(arguments[0]), Print(arguments[1]), Print(arguments[2]))),
        ["match"] = new(2, 2, static arguments => Matches(Print(arguments[0]), Print(arguments[1]))),
        ["println"] = new(0, int.MaxValue, static arguments => string.Join(' ', arguments.Select(Print)) + "\n"),
        ["trimSpace"] = OfText(static text => text.Trim()),
        ["stripPort"] = OfText(HostName.WithoutPort),
        ["stripDomain"] = OfText(HostName.WithoutDomain),
        ["len"] = new(1, 1, static arguments => arguments[0] is IReadOnlyDictionary<string, string> labels ? labels.Count : (double)Encoding.UTF8.GetByteCount(Print(arguments[0]))),
        ["eq"] = new(2, int.MaxValue, static arguments => arguments.Skip(1).Any(other => TemplateComparison.Compare("eq", arguments[0], other) == 0)),
        ["ne"] = OfOrder("ne", static order => order != 0),
        ["lt"] = OfOrder("lt", static order => order < 0),
        ["le"] = OfOrder("le", static order => order <= 0),
        ["gt"] = OfOrder("gt", static order => order > 0),
        ["ge"] = OfOrder("ge", static order => order >= 0),
        ["and"] = new(1, int.MaxValue, static arguments => arguments.FirstOrDefault(static argument => !TemplateComparison.IsTrue(argument), arguments[^1])),
        ["or"] = new(1, int.MaxValue, static arguments => arguments.FirstOrDefault(TemplateComparison.IsTrue, arguments[^1])),
        ["not"] = new(1, 1, static arguments => !TemplateComparison.IsTrue(arguments[0])),
        ["index"] = new(2, 2, static arguments => arguments[0] is IReadOnlyDictionary<string, string> labels
            ? labels.GetValueOrDefault(Print(arguments[1]), "")
            : throw new TemplateException("'index' needs $labels as its first argument")),
    };

    /// <summary>A value as a placeholder shows it.</summary>
    public static string Print(object value) => value switch
    {
        string text => text,
        double number => GoNumber.Shortest(number),
        bool truth => truth ? "true" : "false",
        IReadOnlyDictionary<string, string> labels => "map[" + string.Join(' ', labels.OrderBy(static label => label.Key, StringComparer.Ordinal).Select(static label => $"{label.Key}:{label.Value}")) + "]",
        _ => throw new TemplateException("all data together cannot be written; name .Value or a label"),
    };

    /// <summary>A value as a number: itself, or the number its text stands for.</summary>
    public static double Number(object value) => value switch
    {
        double number => number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new TemplateException($"'{Print(value)}' is no number"),
    };

    private static TemplateFunction OfNumber(Func<double, string> function) => new(1, 1, arguments => function(Number(arguments[0])));

    private static TemplateFunction OfText(Func<string, string> function) => new(1, 1, arguments => function(Print(arguments[0])));

    private static TemplateFunction OfOrder(string name, Func<int?, bool> holds) => new(2, 2, arguments => holds(TemplateComparison.Compare(name, arguments[0], arguments[1])));

    private static string Replace(string pattern, string replacement, string text) =>
        WithPattern("reReplaceAll", pattern, () => Regex.Replace(text, pattern, replacement, RegexOptions.CultureInvariant, RegexTimeout));

    private static object Matches(string pattern, string text) =>
        WithPattern<object>("match", pattern, () => Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, RegexTimeout));

    private static T WithPattern<T>(string name, string pattern, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception failure) when (failure is RegexParseException or RegexMatchTimeoutException)
        {
            throw new TemplateException($"'{name}' with the pattern '{pattern}': {failure.Message}");
        }
    }
}
