using System.Buffers;
using System.Text.RegularExpressions;

namespace PerfMonitor.PromQL;

/// <summary>
/// A fully anchored regular expression. The shapes people write most (<c>a|b|c</c>, <c>prefix.*</c>, <c>.+</c>) are
/// compared directly; the rest runs on the non-backtracking engine, whose time is linear in the value.
/// </summary>
internal sealed class RegexMatch
{
    private static readonly SearchValues<char> Operators = SearchValues.Create(@"\.+*?()[]{}^$");

    private readonly Func<string, bool> _isMatch;

    private RegexMatch(Func<string, bool> isMatch, IReadOnlyCollection<string>? alternatives, string prefix)
    {
        _isMatch = isMatch;
        Alternatives = alternatives;
        Prefix = prefix;
    }

    public IReadOnlyCollection<string>? Alternatives { get; }

    public string Prefix { get; }

    public bool IsMatch(string value) => _isMatch(value);

    public static RegexMatch Create(string pattern)
    {
        // Compiled in every case, so that a broken expression is refused whatever its shape.
        var regex = Compile(pattern);
        if (Literals(pattern) is { } literals)
        {
            var set = new HashSet<string>(literals, StringComparer.Ordinal);
            string? only = set.Count == 1 ? literals[0] : null;
            return new RegexMatch(only is null ? set.Contains : value => value == only, set, only ?? "");
        }

        string prefix = LiteralPrefix(pattern);
        return pattern.AsSpan(prefix.Length) switch
        {
            ".*" => new RegexMatch(value => value.StartsWith(prefix, StringComparison.Ordinal), null, prefix),
            ".+" => new RegexMatch(value => value.Length > prefix.Length && value.StartsWith(prefix, StringComparison.Ordinal), null, prefix),
            _ => new RegexMatch(value => value.StartsWith(prefix, StringComparison.Ordinal) && regex.IsMatch(value), null, prefix),
        };
    }

    /// <summary>Compiles an expression in RE2's syntax, anchored at both ends, dots matching line ends too.</summary>
    /// <exception cref="ArgumentException">The expression is broken or uses what RE2 has not.</exception>
    public static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(
                @"\A(?:" + RegexTranslation.FromRe2(pattern) + @")\z",
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        }
        catch (Exception broken) when (broken is ArgumentException or NotSupportedException)
        {
            string reason = broken is RegexParseException parse ? Describe(parse.Error) : broken.Message;
            throw new ArgumentException($"error parsing regexp: {reason}: `{pattern}`", nameof(pattern), broken);
        }
    }

    // The words of Go's regexp package where it has the same fault.
    private static string Describe(RegexParseError error) => error switch
    {
        RegexParseError.InsufficientClosingParentheses => "missing closing )",
        RegexParseError.InsufficientOpeningParentheses => "unexpected )",
        RegexParseError.UnterminatedBracket => "missing closing ]",
        RegexParseError.QuantifierAfterNothing => "missing argument to repetition operator",
        RegexParseError.NestedQuantifiersNotParenthesized => "invalid nested repetition operator",
        RegexParseError.ReversedQuantifierRange => "invalid repeat count",
        RegexParseError.ReversedCharacterRange => "invalid character class range",
        RegexParseError.UnescapedEndingBackslash => "trailing backslash at end of expression",
        RegexParseError.InvalidGroupingConstruct => "invalid or unsupported Perl syntax",
        _ => "invalid escape sequence or group (" + error + ")",
    };

    /// <summary>The alternatives of an expression without any operator but <c>|</c> at its top, else null.</summary>
    private static string[]? Literals(string pattern) =>
        pattern.AsSpan().ContainsAny(Operators) ? null : pattern.Split('|');

    private static string LiteralPrefix(string pattern)
    {
        // An alternation at any depth or a case-insensitive group makes the front of the text no common front.
        if (pattern.Contains('|', StringComparison.Ordinal) || pattern.StartsWith("(?", StringComparison.Ordinal)) return "";
        int length = pattern.AsSpan().IndexOfAny(Operators);
        if (length <= 0) return "";
        // A repetition binds to the last character, which then is optional.
        return pattern[length] is '*' or '?' or '{' or '+' ? pattern[..(length - 1)] : pattern[..length];
    }
}
