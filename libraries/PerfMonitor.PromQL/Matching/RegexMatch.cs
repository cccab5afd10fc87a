using System.Text.RegularExpressions;

namespace PerfMonitor.PromQL;

/// <summary>
/// A fully anchored regular expression. The shapes people write most (<c>a|b|c</c>, <c>prefix.*</c>, <c>.*part.*</c>, <c>.+</c>) are
/// compared directly; the rest runs on the non-backtracking engine, whose time is linear in the value.
/// </summary>
internal sealed class RegexMatch
{
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

    /// <exception cref="ArgumentException">The expression is broken or uses what RE2 has not.</exception>
    public static RegexMatch Create(string pattern)
    {
        if (RegexShape.Alternatives(pattern) is { } literals)
        {
            var set = new HashSet<string>(literals, StringComparer.Ordinal);
            string? only = set.Count == 1 ? literals[0] : null;
            return new RegexMatch(only is null ? set.Contains : value => value == only, set, only ?? "");
        }

        (string prefix, string rest) = RegexShape.SplitPrefix(pattern);
        switch (rest)
        {
            case ".*":
                return new RegexMatch(value => value.StartsWith(prefix, StringComparison.Ordinal), null, prefix);
            case ".+":
                return new RegexMatch(value => value.Length > prefix.Length && value.StartsWith(prefix, StringComparison.Ordinal), null, prefix);
            case var _ when prefix.Length == 0 && RegexShape.Contained(rest) is { } part:
                return new RegexMatch(value => value.Contains(part, StringComparison.Ordinal), null, "");
            default:
                var regex = Compile(pattern);
                return new RegexMatch(value => value.StartsWith(prefix, StringComparison.Ordinal) && regex.IsMatch(value), null, prefix);
        }
    }

    /// <summary>Compiles an expression in RE2's syntax, anchored at both ends, dots matching line ends too.</summary>
    /// <exception cref="ArgumentException">The expression is broken or uses what RE2 has not.</exception>
    public static Regex Compile(string pattern) => Compile(pattern, @"\A(?:", @")\z", RegexOptions.Singleline);

    /// <summary>Compiles an expression in RE2's syntax that may match anywhere.</summary>
    /// <exception cref="ArgumentException">The expression is broken or uses what RE2 has not.</exception>
    public static Regex CompileSearch(string pattern) => Compile(pattern, "", "", RegexOptions.None);

    private static Regex Compile(string pattern, string before, string behind, RegexOptions options)
    {
        try
        {
            return new Regex(before + RegexTranslation.FromRe2(pattern) + behind, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | options);
        }
        catch (Exception broken) when (broken is ArgumentException or NotSupportedException)
        {
            string fault = broken switch
            {
                RegexFaultException => broken.Message,
                RegexParseException parse => $"{Describe(parse.Error)}: `{pattern}`",
                _ => $"{broken.Message}: `{pattern}`",
            };
            throw new ArgumentException($"error parsing regexp: {fault}", nameof(pattern), broken);
        }
    }

    // The words of Go's regexp package where it has the same fault.
    private static string Describe(RegexParseError error) => error switch
    {
        RegexParseError.InsufficientClosingParentheses => "missing closing )",
        RegexParseError.InsufficientOpeningParentheses => "unexpected )",
        RegexParseError.ReversedCharacterRange or RegexParseError.InvalidUnicodePropertyEscape or RegexParseError.MalformedUnicodePropertyEscape => "invalid character class range",
        _ => "invalid escape sequence or group (" + error + ")",
    };
}
