using System.Text.RegularExpressions;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>In what Prometheus 2.42 answers otherwise than the current version, whose language ours is; each with its reason.</summary>
internal static partial class KnownDifferences
{
    /// <summary>Samples moved by one part in 1e11 change the answer as much or more.</summary>
    public const string Rounding = "rounding decides: 2.42 adds plainly, newer versions with compensation";

    private static readonly string[] DurationFaults =
    [
        "missing unit character in duration", "not a valid duration string", "bad duration syntax", "bad number or duration syntax", "unexpected colon", "unexpected duration",
        "in offset, expected duration", "in subquery selector, expected duration", "unexpected string",
    ];

    private static readonly (string Reason, Func<DifferentialQuery, Answer, Answer, bool> Holds)[] All =
    [
        ("2.42 looks for more than one match after a comparison has dropped some, newer versions before", (_, ours, theirs) =>
            ours.Error.StartsWith("multiple matches for labels: ", StringComparison.Ordinal)),

        ("2.42 evaluates functions with a number that changes over a range that @ fixes wrongly in range queries, not in instant ones", (query, _, _) =>
            HasSteps(query) && query.Text.Contains('@') && Has(query, "predict_linear(", "quantile_over_time(", "holt_winters(")),

        ("2.42 loses labels of count_values by after some steps", (query, _, _) => HasSteps(query) && Has(query, "count_values by")),

        ("2.42 forgets the @ within timestamp()", (query, _, _) => TimestampAt().IsMatch(query.Text)),

        ("2.42 looks for the zero of a counter before it bounds how far back the series may reach, newer versions after it", (query, _, _) =>
            RateOfOther().IsMatch(query.Text)),

        ("2.42 says that a NaN or an infinity alone deviates by 0", (query, ours, theirs) =>
            Has(query, "stddev", "stdvar") && AnswerComparison.Difference(ours, theirs) == "value NaN, not 0"),

        ("what @ fixes is evaluated by Prometheus even where a subquery has no step in its range; here it is not, and its errors do not show", (query, ours, theirs) =>
            ours.ErrorType is null && theirs.ErrorType == "execution" && query.Text.Contains(':') && query.Text.Contains('@')),

        ("a range query that fails in two ways: 2.42 tells of the first step, here each operation is done over all steps at once", (query, ours, theirs) =>
            HasSteps(query) && ours.ErrorType == "execution" && theirs.ErrorType == "execution"),

        ("powers and angles come from other mathematical libraries, and sines and remainders of large numbers depend on their last digit", (query, ours, theirs) =>
            ours.ErrorType is null && theirs.ErrorType is null &&
            Has(query, "^", "exp(", "cosh(", "sinh(") && Has(query, "%", "sin(", "cos(", "tan(")),

        ("count_values makes labels of all digits, of which rounding decides the last", (query, ours, theirs) =>
            ours.ErrorType is null && theirs.ErrorType is null && Has(query, "count_values") && Has(query, "time") && Conditioning.MayRound(query.Text)),

        ("2.42 answers a quantile by a number that changes otherwise in a range query than in instant queries of its steps", (query, _, _) =>
            HasSteps(query) && Has(query, "quantile") && Has(query, "scalar(")),

        ("what is the same at every step is a sample after the moment asked for in 2.42 where a subquery has no step in its range", (query, ours, theirs) =>
            ours.Series.Count == 0 && theirs.Series.Count > 0 && theirs.Series.All(series => series.Samples.All(sample => sample.TimestampMs > query.EndMs))),

        ("2.42 leaves the name of what goes into atan2", (query, ours, theirs) =>
            Has(query, "atan2") && theirs.ErrorType is null && ours.Error == "vector cannot contain metrics with the same labelset"),

        ("2.42 leaves the name of what goes into atan2", (query, ours, theirs) =>
            Has(query, "atan2") && AnswerComparison.Difference(ours, theirs)?.StartsWith("series missing: {__name__=", StringComparison.Ordinal) == true),

        ("Prometheus does not resolve start() and end() within the parameter of an aggregation", (query, _, _) =>
            Has(query, "topk", "bottomk", "quantile") && Has(query, "scalar(") && Has(query, "@ start()", "@ end()")),

        ("2.42 knows only one literal in the place of a duration, and no durations as numbers", (_, _, theirs) =>
            theirs.ErrorType == "bad_data" && Array.Exists(DurationFaults, fault => theirs.Error.Contains(fault, StringComparison.Ordinal))),
    ];

    /// <summary>The reason for which a difference is none; null where it is one.</summary>
    public static string? Find(DifferentialQuery query, Answer ours, Answer theirs) => Array.Find(All, known => known.Holds(query, ours, theirs)).Reason;

    /// <summary>Whether the outermost function says in which order the series of an instant query come.</summary>
    public static bool NamesOrder(string text) => Array.Exists((string[])["sort", "topk", "bottomk"], name => text.StartsWith(name, StringComparison.Ordinal));

    private static bool Has(DifferentialQuery query, params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (query.Text.Contains(word, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>Whether anything in it is evaluated at more than one step.</summary>
    private static bool HasSteps(DifferentialQuery query) => query.IsRange || query.Text.Contains(':');

    [GeneratedRegex("""timestamp\(\(*(?:[^()"']|"[^"]*"|'[^']*')*@""")]
    private static partial Regex TimestampAt();

    // Counters of the data begin so high that it makes no difference.
    [GeneratedRegex(@"\b(rate|increase)\((?!(requests|errors|gappy)_total|latency_seconds_(bucket|count|sum))")]
    private static partial Regex RateOfOther();
}
