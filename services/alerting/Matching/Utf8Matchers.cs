using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Alerting.Matching;

/// <summary>
/// Matchers in the form Alertmanager reads since 0.27, whose names may be any text: <c>{"http.route"="/a", Zählung=5}</c>. What stands in quotes has Go's
/// escapes; without quotes a name or value has no blanks and none of <c>{}!=~,\"'`</c>.
/// </summary>
internal static class Utf8Matchers
{
    private const string Reserved = "{}!=~,\\\"'`";

    /// <summary>The matchers of a list; null where one of them has another form.</summary>
    /// <exception cref="ArgumentException">A value is no regular expression.</exception>
    public static IReadOnlyList<LabelMatcher>? Read(string text)
    {
        var inside = text.AsSpan().Trim();
        if (inside.StartsWith("{") != inside.EndsWith("}"))
        {
            return null;
        }

        inside = inside.StartsWith("{") ? inside[1..^1].Trim() : inside;
        var matchers = new List<LabelMatcher>();
        while (inside.Length > 0)
        {
            if (Word(ref inside) is not { Length: > 0 } name || Operator(ref inside) is not { } kind || Word(ref inside) is not { } value)
            {
                return null;
            }

            matchers.Add(new LabelMatcher(name, kind, value));
            if (inside.Length > 0 && inside[0] != ',')
            {
                return null;
            }

            inside = inside.Length > 0 ? inside[1..].TrimStart() : inside;
        }

        return matchers;
    }

    private static MatchKind? Operator(ref ReadOnlySpan<char> rest)
    {
        foreach (var written in (ReadOnlySpan<string>)["=~", "!~", "!=", "="])
        {
            if (rest.StartsWith(written))
            {
                rest = rest[written.Length..].TrimStart();
                return LabelMatcher.KindOf(written);
            }
        }

        return null;
    }

    // A name or a value, and the blanks behind it.
    private static string? Word(ref ReadOnlySpan<char> rest)
    {
        var length = rest.StartsWith("\"") ? Quoted(rest) : Bare(rest);
        if (length == 0)
        {
            return null;
        }

        var word = rest[0] == '"' ? Quoting.Unquote(rest[..length]) : rest[..length].ToString();
        rest = rest[length..].TrimStart();
        return word is not null && Quoting.IsWellFormed(word) ? word : null;
    }

    private static int Quoted(ReadOnlySpan<char> rest)
    {
        for (var at = 1; at < rest.Length; at++)
        {
            if (rest[at] == '"')
            {
                return at + 1;
            }

            at += rest[at] == '\\' ? 1 : 0;
        }

        return 0;
    }

    private static int Bare(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && !char.IsWhiteSpace(rest[length]) && !Reserved.Contains(rest[length], StringComparison.Ordinal))
        {
            length++;
        }

        return length;
    }
}
