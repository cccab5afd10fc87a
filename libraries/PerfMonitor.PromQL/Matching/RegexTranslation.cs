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

    private static readonly Dictionary<string, string> PosixClasses = new()
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = @"\x00-\x7F",
        ["blank"] = @"\t ",
        ["cntrl"] = @"\x00-\x1F\x7F",
        ["digit"] = "0-9",
        ["graph"] = "!-~",
        ["lower"] = "a-z",
        ["print"] = " -~",
        ["punct"] = @"!-/:-@\[-`{-~",
        ["space"] = @"\t\n\v\f\r ",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    };

    public static string FromRe2(string pattern)
    {
        var output = new StringBuilder(pattern.Length + 16);
        int at = 0;
        while (at < pattern.Length)
        {
            switch (pattern[at])
            {
                case '\\':
                    at = Escape(pattern, at, output, insideClass: false);
                    break;
                case '[':
                    at = Class(pattern, at, output);
                    break;
                case '(' when pattern.AsSpan(at).StartsWith("(?"):
                    at = Group(pattern, at, output);
                    break;
                case '$':
                    output.Append(@"\z");
                    at++;
                    break;
                case '{':
                    at = Repetition(pattern, at, output);
                    break;
                default:
                    output.Append(pattern[at++]);
                    break;
            }
        }

        return output.ToString();
    }

    private static int Group(string pattern, int at, StringBuilder output)
    {
        var rest = pattern.AsSpan(at);
        if (rest.StartsWith("(?P<"))
        {
            output.Append("(?<");
            return at + 4;
        }

        if (rest.StartsWith("(?<=") || rest.StartsWith("(?<!") || rest.StartsWith("(?=") || rest.StartsWith("(?!") || rest.StartsWith("(?>") || rest.StartsWith("(?'") || rest.StartsWith("(?("))
        {
            throw new ArgumentException("invalid or unsupported Perl syntax");
        }

        if (rest.StartsWith("(?<"))
        {
            output.Append("(?<");
            return at + 3;
        }

        // Flags: i and s mean the same; m stays; U only swaps which match is preferred, which a whole-text match cannot tell.
        int end = at + 2;
        while (end < pattern.Length && pattern[end] is not (':' or ')')) end++;
        string flags = pattern[(at + 2)..end];
        if (flags.Any(c => c is not ('i' or 's' or 'm' or 'U' or '-'))) throw new ArgumentException("invalid or unsupported Perl syntax");
        flags = flags.Replace("U", "", StringComparison.Ordinal);
        output.Append("(?").Append(flags == "-" ? "" : flags);
        // "(?)" without flags is no .NET syntax; an empty group says the same.
        if (flags is "" or "-" && end < pattern.Length && pattern[end] == ')') output.Append(':');
        return end;
    }

    private static int Repetition(string pattern, int at, StringBuilder output)
    {
        int end = pattern.IndexOf('}', at);
        var body = end < 0 ? default : pattern.AsSpan(at + 1, end - at - 1);
        if (end < 0 || body.IsEmpty || body[0] == ',' || body.ContainsAnyExcept(RepetitionBounds) || body.Count(',') > 1)
        {
            // RE2 takes a brace that starts no repetition as itself.
            output.Append(@"\{");
            return at + 1;
        }

        foreach (var bound in body.ToString().Split(','))
        {
            if (bound.Length > 0 && int.Parse(bound, CultureInfo.InvariantCulture) > MaxRepeat) throw new ArgumentException("invalid repeat count");
        }

        output.Append(pattern.AsSpan(at, end - at + 1));
        return end + 1;
    }

    private static int Class(string pattern, int at, StringBuilder output)
    {
        output.Append('[');
        at++;
        if (at < pattern.Length && pattern[at] == '^')
        {
            output.Append('^');
            at++;
        }

        for (bool first = true; at < pattern.Length && (pattern[at] != ']' || first); first = false)
        {
            if (pattern.AsSpan(at).StartsWith("[:"))
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
                    output.Append(pattern[at++]);
                    break;
            }
        }

        if (at == pattern.Length) throw new ArgumentException("missing closing ]");
        output.Append(']');
        return at + 1;
    }

    private static int Posix(string pattern, int at, StringBuilder output)
    {
        int end = pattern.IndexOf(":]", at, StringComparison.Ordinal);
        string name = end < 0 ? "" : pattern[(at + 2)..end];
        bool negated = name.StartsWith('^');
        if (!PosixClasses.TryGetValue(negated ? name[1..] : name, out string? members)) throw new ArgumentException("invalid character class range");
        output.Append(negated ? Complement(members) : members);
        return end + 2;
    }

    private static int Escape(string pattern, int at, StringBuilder output, bool insideClass)
    {
        if (at + 1 == pattern.Length) throw new ArgumentException("trailing backslash at end of expression");
        char kind = pattern[at + 1];
        switch (kind)
        {
            case 'd' or 'w' or 's' or 'D' or 'W' or 'S':
                AppendPerlClass(kind, output, insideClass);
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
            case 'C' or 'G' or 'Z' or 'k' or 'K' or 'X' or 'R' or 'h' or 'H' or 'c' or 'e' or (>= '1' and <= '9'):
                throw new ArgumentException("invalid escape sequence");
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
            throw new ArgumentException("invalid escape sequence");
        }

        foreach (char unit in rune.ToString()) output.Append(CultureInfo.InvariantCulture, $@"\u{(int)unit:X4}");
        return end + 1;
    }

    private static void AppendPerlClass(char kind, StringBuilder output, bool insideClass)
    {
        string members = char.ToLowerInvariant(kind) switch
        {
            'd' => "0-9",
            'w' => "0-9A-Za-z_",
            _ => @"\t\n\f\r ",
        };
        if (char.IsUpper(kind)) members = Complement(members);
        output.Append(insideClass ? members : "[" + members + "]");
    }

    /// <summary>The ranges a class leaves out, written as ranges, so that they can stand inside another class.</summary>
    private static string Complement(string members)
    {
        var inClass = new System.Text.RegularExpressions.Regex("[" + members + "]", System.Text.RegularExpressions.RegexOptions.NonBacktracking);
        var output = new StringBuilder();
        // Every class complemented here is ASCII; above it all is left out.
        for (int c = 0, start = -1; c <= 0x80; c++)
        {
            bool outside = c < 0x80 && !inClass.IsMatch(((char)c).ToString());
            if (outside && start < 0) start = c;
            if (outside || start < 0) continue;
            output.Append(CultureInfo.InvariantCulture, $@"\u{start:X4}-\u{c - 1:X4}");
            start = -1;
        }

        return output.Append(@"\u0080-\uFFFF").ToString();
    }
}
