using System.Text.RegularExpressions;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>Whether two messages say the same, as far as newer versions have kept the words of 2.42.</summary>
internal static partial class ErrorWording
{
    // Words of 2.42, and those of the current version.
    private static readonly (string Old, string New)[] Reworded =
    [
        ("Scalar value NaN overflows int64", "Parameter value is NaN"),
        ("Scalar value -Inf overflows int64", "Scalar value -Inf underflows int64"),
        ("\"<Item 57385>\" <op:@>", "<op:@>"),
        ("\"holt_winters\"", "\"double_exponential_smoothing\""),
    ];

    public static bool Fits(string ours, string theirs) => Essence(ours) == Essence(theirs);

    /// <summary>The message without where it came from, and without what depends on the order in which series happen to come.</summary>
    public static string Essence(string message)
    {
        const string Parsing = "parse error: ";
        int parsing = message.LastIndexOf(Parsing, StringComparison.Ordinal);
        message = parsing >= 0 ? message[(parsing + Parsing.Length)..] : Parameter().Replace(message, "");
        message = Series().Replace(message, "${rule}");
        message = Expression().Replace(message, "${fault}");
        message = LastDigits().Replace(message, "${digits}");
        foreach (var (old, current) in Reworded) message = message.Replace(old, current, StringComparison.Ordinal);
        return message;
    }

    [GeneratedRegex("^invalid parameter \"[a-z]+\": ")]
    private static partial Regex Parameter();

    [GeneratedRegex("(?<rule>found duplicate series) for the match group .* on the (?<rule>left|right) hand-side of the operation: .*(?<rule>;)")]
    private static partial Regex Series();

    // Powers end in other digits with other mathematical libraries.
    [GeneratedRegex(@"(?<digits>\d\.\d{13})\d+")]
    private static partial Regex LastDigits();

    // 2.42 shows a regular expression with the anchors it puts around it.
    [GeneratedRegex("(?<fault>error parsing regexp: .*): `.*`$", RegexOptions.Singleline)]
    private static partial Regex Expression();
}
