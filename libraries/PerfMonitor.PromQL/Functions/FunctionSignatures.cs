using static PerfMonitor.PromQL.Ast.PromType;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Every function of the language, by name.</summary>
public static class FunctionSignatures
{
    /// <summary>Functions over native histograms, which this build does not store: refused by name rather than answered with nothing.</summary>
    private static readonly HashSet<string> NativeHistogramOnly =
        ["histogram_avg", "histogram_count", "histogram_sum", "histogram_stddev", "histogram_stdvar"];

    // Its name until Prometheus 3; saved dashboards still use it.
    private const string BeforeRenaming = "holt_winters";

    private static readonly HashSet<string> Experimental =
    [
        "double_exponential_smoothing", "end", "first_over_time", "histogram_quantiles", "info", "mad_over_time", "max_of", "min_of", "range",
        "sort_by_label", "sort_by_label_desc", "start", "step", "ts_of_first_over_time", "ts_of_last_over_time", "ts_of_max_over_time", "ts_of_min_over_time",
    ];

    private static readonly Dictionary<string, FunctionSignature> ByName =
        All().Select(f => f with { IsExperimental = Experimental.Contains(f.Name) }).ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>All functions, sorted by name.</summary>
    public static IReadOnlyList<FunctionSignature> List { get; } = [.. ByName.Values.OrderBy(f => f.Name, StringComparer.Ordinal)];

    /// <summary>The function of a name, or null.</summary>
    public static FunctionSignature? Find(string name) => ByName.GetValueOrDefault(name == BeforeRenaming ? "double_exponential_smoothing" : name);

    internal static bool IsNativeHistogramOnly(string name) => NativeHistogramOnly.Contains(name);

    private static IEnumerable<FunctionSignature> All()
    {
        foreach (string name in (string[])
        [
            "abs", "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos", "cosh", "deg", "exp", "floor", "ln", "log10", "log2",
            "rad", "sgn", "sin", "sinh", "sqrt", "tan", "tanh", "absent", "sort", "sort_desc", "timestamp",
        ])
        {
            yield return new(name, [InstantVector], 0, InstantVector);
        }

        foreach (string name in (string[])
        [
            "absent_over_time", "avg_over_time", "changes", "count_over_time", "delta", "deriv", "first_over_time", "idelta", "increase", "irate",
            "last_over_time", "mad_over_time", "max_over_time", "min_over_time", "present_over_time", "rate", "resets", "stddev_over_time",
            "stdvar_over_time", "sum_over_time", "ts_of_first_over_time", "ts_of_last_over_time", "ts_of_max_over_time", "ts_of_min_over_time",
        ])
        {
            yield return new(name, [RangeVector], 0, InstantVector);
        }

        foreach (string name in (string[])["day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year"])
        {
            yield return new(name, [InstantVector], 1, InstantVector);
        }

        foreach (string name in (string[])["end", "pi", "range", "start", "step", "time"]) yield return new(name, [], 0, Scalar);
        foreach (string name in (string[])["max_of", "min_of"]) yield return new(name, [Scalar, Scalar], 0, Scalar);
        foreach (string name in (string[])["clamp_max", "clamp_min"]) yield return new(name, [InstantVector, Scalar], 0, InstantVector);
        foreach (string name in (string[])["sort_by_label", "sort_by_label_desc"]) yield return new(name, [InstantVector, Text], -1, InstantVector);

        yield return new("clamp", [InstantVector, Scalar, Scalar], 0, InstantVector);
        yield return new("double_exponential_smoothing", [RangeVector, Scalar, Scalar], 0, InstantVector);
        yield return new("histogram_fraction", [Scalar, Scalar, InstantVector], 0, InstantVector);
        yield return new("histogram_quantile", [Scalar, InstantVector], 0, InstantVector);
        yield return new("histogram_quantiles", [InstantVector, Text, Scalar, Scalar], 9, InstantVector);
        yield return new("info", [InstantVector, InstantVector], 1, InstantVector);
        yield return new("label_join", [InstantVector, Text, Text, Text], -1, InstantVector);
        yield return new("label_replace", [InstantVector, Text, Text, Text, Text], 0, InstantVector);
        yield return new("predict_linear", [RangeVector, Scalar], 0, InstantVector);
        yield return new("quantile_over_time", [Scalar, RangeVector], 0, InstantVector);
        yield return new("round", [InstantVector, Scalar], 1, InstantVector);
        yield return new("scalar", [InstantVector], 0, Scalar);
        yield return new("vector", [Scalar], 0, InstantVector);
    }
}
