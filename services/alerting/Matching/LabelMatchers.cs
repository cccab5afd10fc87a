using System.Text.RegularExpressions;

namespace PerfMonitor.Alerting.Matching;

/// <summary>Reads and combines matchers.</summary>
internal static partial class LabelMatchers
{
    public static bool AllMatch(this IEnumerable<LabelMatcher> matchers, IReadOnlyDictionary<string, string> labels) =>
        matchers.All(matcher => matcher.Matches(labels));

    /// <summary>For example <c>{severity="critical",team=~"a|b"}</c>.</summary>
    public static string Write(this IEnumerable<LabelMatcher> matchers) => $"{{{string.Join(",", matchers)}}}";

    /// <summary>Whether a label's name needs no quotes in a matcher.</summary>
    public static bool IsBareName(string name) => BareName().IsMatch(name);

    /// <summary>Reads <c>name="value"</c> with any of the four operators; the quotes may be left out where the value has no blank, and are needed around a name such as <c>"http.route"</c>.</summary>
    /// <exception cref="FormatException">The text is no matcher; the message says what one looks like.</exception>
    public static LabelMatcher Parse(string text)
    {
        if (Shape().Match(text) is not { Success: true } match)
        {
            throw new FormatException($"'{text}' is not a matcher; write it as severity=\"critical\", with one of = != =~ !~.");
        }

        var kind = match.Groups["operator"].Value switch
        {
            "=" => MatchKind.Equal,
            "!=" => MatchKind.NotEqual,
            "=~" => MatchKind.Regex,
            _ => MatchKind.NotRegex,
        };
        var value = match.Groups["quoted"] is { Success: true } quoted ? Escape().Replace(quoted.Value, "$1") : match.Groups["bare"].Value;
        try
        {
            var name = match.Groups["quotedName"] is { Success: true } inQuotes ? Escape().Replace(inQuotes.Value, "$1") : match.Groups["name"].Value;
            return new LabelMatcher(name, kind, value);
        }
        catch (ArgumentException broken)
        {
            throw new FormatException(broken.Message, broken);
        }
    }

    /// <summary>Reads several at once, as Alertmanager's files write them: <c>{severity="critical",team=~"a|b"}</c>, or without the braces.</summary>
    /// <exception cref="FormatException">One of them is no matcher.</exception>
    public static IReadOnlyList<LabelMatcher> ParseList(string text)
    {
        var inside = text.Trim() is ['{', .. var within, '}'] ? within : text;
        var matchers = new List<LabelMatcher>();
        var (start, quoted) = (0, false);
        for (var at = 0; at <= inside.Length; at++)
        {
            if (at == inside.Length || (inside[at] == ',' && !quoted))
            {
                // A comma after the last one is allowed.
                if (at < inside.Length || start == 0 || inside[start..].Trim().Length > 0)
                {
                    matchers.Add(Parse(inside[start..at]));
                }

                start = at + 1;
            }
            else if (inside[at] == '\\' && quoted)
            {
                at++;
            }
            else if (inside[at] == '"')
            {
                quoted = !quoted;
            }
        }

        return matchers;
    }

    [GeneratedRegex("""\A\s*(?:(?<name>[a-zA-Z_][a-zA-Z0-9_]*)|"(?<quotedName>(?:[^"\\]|\\["\\])+)")\s*(?<operator>=~|!~|!=|=)\s*(?:"(?<quoted>(?:[^"\\]|\\["\\])*)"|(?<bare>[^"\s{},]*))\s*\z""")]
    private static partial Regex Shape();

    [GeneratedRegex("""\A[a-zA-Z_][a-zA-Z0-9_]*\z""")]
    private static partial Regex BareName();

    [GeneratedRegex("""\\(["\\])""")]
    private static partial Regex Escape();
}
