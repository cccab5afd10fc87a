using System.Buffers;
using System.Text;

namespace PerfMonitor.PromQL;

/// <summary>Recognises the expressions that need no engine. Dashboards write mostly these, with dots and dashes escaped.</summary>
internal static class RegexShape
{
    private static readonly SearchValues<char> Operators = SearchValues.Create(".+*?()[]{}^$|");

    /// <summary>The texts that <c>a|b|c</c>, <c>(a|b|c)</c> or <c>10\.0\.0\.1</c> stands for; null for any other expression.</summary>
    public static string[]? Alternatives(string pattern)
    {
        var body = Unwrap(pattern);
        var alternatives = new List<string>();
        var current = new StringBuilder();
        while (true)
        {
            body = TakeLiteral(body, current);
            if (!body.IsEmpty && body[0] != '|') return null;
            alternatives.Add(current.ToString());
            current.Clear();
            if (body.IsEmpty) return [.. alternatives];
            body = body[1..];
        }
    }

    /// <summary>The literal text an expression begins with, and what follows it.</summary>
    public static (string Prefix, string Remainder) SplitPrefix(string pattern)
    {
        // An alternation at any depth or a flag such as (?i) makes the front of the text no common front.
        if (pattern.Contains('|', StringComparison.Ordinal) || pattern.Contains("(?", StringComparison.Ordinal)) return ("", pattern);
        var prefix = new StringBuilder();
        var rest = TakeLiteral(pattern, prefix);
        // A repetition binds to the last character, which then is optional.
        if (!rest.IsEmpty && rest[0] is '*' or '?' or '{' or '+' && prefix.Length > 0) prefix.Length--;
        return (prefix.ToString(), rest.ToString());
    }

    /// <summary>The text that <c>.*part.*</c> looks for; null for any other expression.</summary>
    public static string? Contained(string pattern)
    {
        if (!pattern.StartsWith(".*", StringComparison.Ordinal)) return null;
        var part = new StringBuilder();
        return TakeLiteral(pattern.AsSpan(2), part) is ".*" && part.Length > 0 ? part.ToString() : null;
    }

    private static ReadOnlySpan<char> Unwrap(ReadOnlySpan<char> pattern)
    {
        if (pattern.StartsWith("(") && pattern.EndsWith(")") && !pattern.EndsWith(@"\)"))
        {
            var inner = pattern.StartsWith("(?:") ? pattern[3..^1] : pattern[1..^1];
            if (!inner.ContainsAny('(', ')')) return inner;
        }

        return pattern;
    }

    /// <summary>Appends characters that stand for themselves, up to the first operator.</summary>
    private static ReadOnlySpan<char> TakeLiteral(ReadOnlySpan<char> pattern, StringBuilder literal)
    {
        while (!pattern.IsEmpty && !Operators.Contains(pattern[0]))
        {
            if (pattern[0] == '\\')
            {
                // Escaped letters and digits have meanings of their own.
                if (pattern.Length == 1 || !char.IsAscii(pattern[1]) || char.IsAsciiLetterOrDigit(pattern[1])) return pattern;
                pattern = pattern[1..];
            }

            literal.Append(pattern[0]);
            pattern = pattern[1..];
        }

        return pattern;
    }
}
