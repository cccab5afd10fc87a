using System.Text.RegularExpressions;

namespace PerfMonitor.Alerting.Matching;

/// <summary>Reads and combines matchers.</summary>
internal static partial class LabelMatchers
{
    public static bool AllMatch(this IEnumerable<LabelMatcher> matchers, IReadOnlyDictionary<string, string> labels) =>
        matchers.All(matcher => matcher.Matches(labels));

    /// <summary>A label that would need two values for all of these to match; null where none is seen. Of two regular expressions it is not.</summary>
    public static string? Contradiction(this IReadOnlyCollection<LabelMatcher> matchers) => matchers
        .Where(matcher => matcher.Kind == MatchKind.Equal)
        .FirstOrDefault(equal => matchers.Any(other => other.Name == equal.Name && !other.Matches(new Dictionary<string, string> { [equal.Name] = equal.Value })))?.Name;

    /// <summary>For example <c>{severity="critical",team=~"a|b"}</c>.</summary>
    public static string Write(this IEnumerable<LabelMatcher> matchers) => $"{{{string.Join(",", matchers)}}}";

    /// <summary>Whether a label's name needs no quotes in a matcher.</summary>
    public static bool IsBareName(string name) => BareName().IsMatch(name);

    /// <summary>Reads one matcher, such as <c>severity="critical"</c>, in any form that <see cref="ParseList"/> takes.</summary>
    /// <exception cref="FormatException">The text is no matcher; the message says what one looks like.</exception>
    public static LabelMatcher Parse(string text) => ParseList(text) is [var matcher] ? matcher : throw None(text);

    /// <summary>
    /// Reads any number of them, with or without the braces: <c>{severity="critical",team=~"a|b"}</c>. Of two readings of one text the older is taken, as
    /// Alertmanager does unless one of its feature flags says otherwise.
    /// </summary>
    /// <exception cref="FormatException">One of them is no matcher.</exception>
    public static IReadOnlyList<LabelMatcher> ParseList(string text)
    {
        try
        {
            return ClassicMatchers.Read(text) ?? Utf8Matchers.Read(text) ?? throw None(text);
        }
        catch (ArgumentException broken)
        {
            throw new FormatException(broken.Message, broken);
        }
    }

    private static FormatException None(string text) => new($"'{text}' is not a matcher; write it as severity=\"critical\", with one of = != =~ !~.");

    [GeneratedRegex("""\A[a-zA-Z_][a-zA-Z0-9_]*\z""")]
    private static partial Regex BareName();
}
