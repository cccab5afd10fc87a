using System.Text;
using System.Text.RegularExpressions;

namespace PerfMonitor.Alerting.Matching;

/// <summary>
/// Matchers in the form Alertmanager has had from its beginning, which forgives a lot: either brace may be missing, a value may stand without quotes
/// and then has blanks and braces in it, and a backslash before anything but <c>\</c>, <c>"</c> and <c>n</c> stands for itself, as in <c>"web\.x"</c>.
/// </summary>
internal static partial class ClassicMatchers
{
    /// <summary>The matchers of a list; null where one of them has another form.</summary>
    /// <exception cref="ArgumentException">A value is no regular expression.</exception>
    public static IReadOnlyList<LabelMatcher>? Read(string text)
    {
        var inside = text.Trim();
        inside = inside.StartsWith('{') ? inside[1..] : inside;
        inside = inside.EndsWith('}') ? inside[..^1] : inside;
        var (matchers, parts) = (new List<LabelMatcher>(), QuotedList.Split(inside));

        // Behind the last comma nothing need follow.
        foreach (var part in string.IsNullOrWhiteSpace(parts[^1]) ? parts.SkipLast(1) : parts)
        {
            if (Shape().Match(part) is not { Success: true } match || Value(match.Groups["value"].Value) is not { } value)
            {
                return null;
            }

            matchers.Add(new LabelMatcher(match.Groups["name"].Value, LabelMatcher.KindOf(match.Groups["operator"].Value), value));
        }

        return matchers;
    }

    // Null where a quote stands anywhere but at both ends.
    private static string? Value(string raw)
    {
        var isQuoted = raw.StartsWith('"');
        var (value, at) = (new StringBuilder(raw.Length), isQuoted ? 1 : 0);
        for (; at < raw.Length && raw[at] != '"'; at++)
        {
            if (raw[at] == '\\' && at + 1 < raw.Length && raw[at + 1] is '\\' or '"' or 'n')
            {
                value.Append(raw[++at] == 'n' ? '\n' : raw[at]);
            }
            else
            {
                value.Append(raw[at]);
            }
        }

        return at == raw.Length - (isQuoted ? 1 : 0) ? value.ToString() : null;
    }

    [GeneratedRegex(@"\A\s*(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?<operator>=~|!~|!=|=)\s*(?<value>.*?)\s*\z", RegexOptions.Singleline)]
    private static partial Regex Shape();
}
