using System.Buffers;
using System.Globalization;
using System.Text;

namespace PerfMonitor.PromQL;

/// <summary>
/// Rewrites RE2's syntax for .NET's engine where the two differ: named groups, ASCII-only classes, POSIX classes,
/// quoted runs, code points in braces, the end of text, and what RE2 refuses.
/// </summary>
internal static class RegexTranslation
{
    // RE2's limit on counted repetition.
    private const int MaxRepeat = 1000;

    private static readonly SearchValues<char> RepetitionBounds = SearchValues.Create("0123456789,");

    private static readonly SearchValues<char> FlagLetters = SearchValues.Create("ismU-");

    private static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    /// <exception cref="RegexFaultException">The expression is broken, or RE2 has no such thing.</exception>
    public static string FromRe2(string pattern)
    {
        var output = new StringBuilder(pattern.Length + 16);
        var repetitions = new RegexRepetitions(pattern);
        var captures = new RegexCaptures();
        int at = 0, open = 0;
        while (at < pattern.Length)
        {
            int start = at;
            // What closes more than is open would close what the expression is put into.
            open += pattern[at] switch
            {
                '(' when !IsFlag(pattern, at) => 1,
                ')' => -1,
                _ => 0,
            };
            if (open < 0) throw new RegexFaultException("unexpected )", pattern);
            switch (pattern[at])
            {
                case '\\':
                    at = Escape(pattern, at, output, insideClass: false);
                    repetitions.SawOperand();
                    break;
                case '[':
                    at = Class(pattern, at, output);
                    repetitions.SawOperand();
                    break;
                case '(' when pattern.AsSpan(at).StartsWith("(?"):
                    at = Group(pattern, at, output, captures);
                    repetitions.SawStart();
                    break;
                case '(':
                    output.Append(captures.Open());
                    at++;
                    repetitions.SawStart();
                    break;
                case '|':
                    output.Append(pattern[at++]);
                    repetitions.SawStart();
                    break;
                case '$':
                    output.Append(@"\z");
                    at++;
                    repetitions.SawOperand();
                    break;
                case '*' or '+' or '?':
                    at = repetitions.Take(at, at + 1);
                    output.Append(pattern, start, at - start);
                    break;
                case '{' when RepetitionEnd(pattern, at) is { } end:
                    at = repetitions.Take(at, end);
                    output.Append(pattern, start, at - start);
                    break;
                case '{':
                    // RE2 takes a brace that starts no repetition as itself.
                    output.Append(@"\{");
                    at++;
                    repetitions.SawOperand();
                    break;
                default:
                    output.Append(pattern[at++]);
                    repetitions.SawOperand();
                    break;
            }
        }

        return output.ToString();
    }

    /// <summary>Whether a parenthesis opens flags such as <c>(?i)</c>, whose end is read with them.</summary>
    private static bool IsFlag(string pattern, int at) =>
        pattern.AsSpan(at).StartsWith("(?") && pattern.AsSpan(at + 2).IndexOfAnyExcept(FlagLetters) is var end and >= 0 && pattern[at + 2 + end] == ')';

    private static int Group(string pattern, int at, StringBuilder output, RegexCaptures captures)
    {
        var rest = pattern.AsSpan(at);
        if (rest.StartsWith("(?P<") || rest.StartsWith("(?<"))
        {
            int begin = at + (rest[2] == 'P' ? 4 : 3);
            int close = pattern.IndexOf('>', begin);
            if (close < 0) throw new RegexFaultException("invalid named capture", pattern[at..]);
            if (close == begin || pattern.AsSpan(begin, close - begin).ContainsAnyExcept(NameLetters)) throw new RegexFaultException("invalid named capture", pattern[at..(close + 1)]);
            output.Append(captures.Open(pattern[begin..close]));
            return close + 1;
        }

        // Flags: i and s mean the same; m stays; U only swaps which match is preferred, which a whole-text match cannot tell.
        int end = at + 2;
        while (end < pattern.Length && pattern[end] is 'i' or 's' or 'm' or 'U' or '-') end++;
        if (end == pattern.Length) throw new RegexFaultException("missing closing )", pattern);
        if (pattern[end] is not (':' or ')')) throw new RegexFaultException("invalid or unsupported Perl syntax", pattern[at..(end + 1)]);
        var written = pattern.AsSpan(at + 2, end - at - 2);
        if (written.EndsWith("-") || written.Count('-') > 1) throw new RegexFaultException("invalid or unsupported Perl syntax", pattern[at..(end + 1)]);
        string flags = written.ToString().Replace("U", "", StringComparison.Ordinal).TrimEnd('-');
        output.Append("(?").Append(flags);
        // "(?)" without flags is no .NET syntax; an empty group says the same.
        if (flags.Length == 0 && pattern[end] == ')') output.Append(':');
        output.Append(pattern[end]);
        return end + 1;
    }

    /// <summary>Where a counted repetition ends; null where the brace starts none.</summary>
    private static int? RepetitionEnd(string pattern, int at)
    {
        int end = pattern.IndexOf('}', at);
        var body = end < 0 ? default : pattern.AsSpan(at + 1, end - at - 1);
        if (end < 0 || body.IsEmpty || body[0] == ',' || body.ContainsAnyExcept(RepetitionBounds) || body.Count(',') > 1) return null;
        string[] bounds = body.ToString().Split(',');
        bool tooMany = Array.Exists(bounds, bound => bound.Length > 4 || (bound.Length > 0 && int.Parse(bound, CultureInfo.InvariantCulture) > MaxRepeat));
        bool reversed = bounds is [var least, { Length: > 0 } most] && !tooMany && int.Parse(least, CultureInfo.InvariantCulture) > int.Parse(most, CultureInfo.InvariantCulture);
        return tooMany || reversed ? throw new RegexFaultException("invalid repeat count", pattern[at..(end + 1)]) : end + 1;
    }

    private static int Class(string pattern, int at, StringBuilder output)
    {
        int start = at;
        output.Append('[');
        at++;
        if (at < pattern.Length && pattern[at] == '^')
        {
            output.Append('^');
            at++;
        }

        for (bool first = true; at < pattern.Length && (pattern[at] != ']' || first); first = false)
        {
            if (pattern.AsSpan(at).StartsWith("[:") && pattern.IndexOf(":]", at + 2, StringComparison.Ordinal) >= 0)
            {
                at = Posix(pattern, at, output);
                continue;
            }

            switch (pattern[at])
            {
                case '\\':
                    at = Escape(pattern, at, output, insideClass: true);
                    break;
                case '[' or ']':
                    // .NET would read "[" after "-" as a class to subtract.
                    output.Append('\\').Append(pattern[at++]);
                    break;
                default:
                    CheckRange(pattern, at);
                    output.Append(pattern[at++]);
                    break;
            }
        }

        if (at == pattern.Length) throw new RegexFaultException("missing closing ]", pattern[start..]);
        output.Append(']');
        return at + 1;
    }

    private static void CheckRange(string pattern, int at)
    {
        if (at + 2 < pattern.Length && pattern[at + 1] == '-' && pattern[at + 2] is not (']' or '[' or '\\') && pattern[at] > pattern[at + 2])
        {
            throw new RegexFaultException("invalid character class range", pattern[at..(at + 3)]);
        }
    }

    private static int Posix(string pattern, int at, StringBuilder output)
    {
        int end = pattern.IndexOf(":]", at + 2, StringComparison.Ordinal);
        string name = pattern[(at + 2)..end];
        output.Append(AsciiClasses.Posix(name) ?? throw new RegexFaultException("invalid character class range", pattern[at..(end + 2)]));
        return end + 2;
    }

    private static int Escape(string pattern, int at, StringBuilder output, bool insideClass)
    {
        if (at + 1 == pattern.Length) throw new RegexFaultException("trailing backslash at end of expression", "");
        char kind = pattern[at + 1];
        switch (kind)
        {
            case 'd' or 'w' or 's' or 'D' or 'W' or 'S':
                output.Append(insideClass ? AsciiClasses.Perl(kind) : $"[{AsciiClasses.Perl(kind)}]");
                return at + 2;
            case 'Q':
                int end = pattern.IndexOf(@"\E", at, StringComparison.Ordinal);
                string quoted = pattern[(at + 2)..(end < 0 ? pattern.Length : end)];
                output.Append(System.Text.RegularExpressions.Regex.Escape(quoted).Replace("]", @"\]", StringComparison.Ordinal));
                return end < 0 ? pattern.Length : end + 2;
            case 'x' when at + 2 < pattern.Length && pattern[at + 2] == '{':
                return BracedCodePoint(pattern, at, output);
            case 'p' or 'P' when at + 2 < pattern.Length && pattern[at + 2] != '{':
                output.Append('\\').Append(kind).Append('{').Append(pattern[at + 2]).Append('}');
                return at + 3;
            case 'z' or 'A' or 'b' or 'B' when !insideClass:
                output.Append('\\').Append(kind);
                return at + 2;
            case 'p' or 'P' or 'a' or 'f' or 'n' or 'r' or 't' or 'v' or 'x' or '0':
                output.Append('\\').Append(kind);
                return at + 2;
            case var _ when char.IsAsciiLetterOrDigit(kind):
                throw new RegexFaultException("invalid escape sequence", pattern.Substring(at, 2));
            default:
                output.Append('\\').Append(kind);
                return at + 2;
        }
    }

    private static int BracedCodePoint(string pattern, int at, StringBuilder output)
    {
        int end = pattern.IndexOf('}', at);
        if (end < 0 || !int.TryParse(pattern.AsSpan(at + 3, end - at - 3), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int code) || !Rune.TryCreate(code, out var rune))
        {
            throw new RegexFaultException("invalid escape sequence", end < 0 ? pattern[at..] : pattern[at..(end + 1)]);
        }

        foreach (char unit in rune.ToString()) output.Append(CultureInfo.InvariantCulture, $@"\u{(int)unit:X4}");
        return end + 1;
    }
}
