using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Analytics.Rules;

/// <summary>What a threshold is to be proposed for.</summary>
internal sealed record ProposalRequest
{
    /// <summary>A metric or a PromQL expression that gives series.</summary>
    public string? Metric { get; init; }

    /// <summary><c>&gt;</c> (the default) for a threshold above what is usual, <c>&lt;</c> for one below.</summary>
    public string? Comparison { get; init; }

    /// <summary>How far back to look, such as <c>7d</c>. Default: 7d.</summary>
    public string? Range { get; init; }

    /// <summary>The share of the values that is to stay on the quiet side, in percent. Default: 99.5.</summary>
    public double? Percentile { get; init; }
}

/// <summary>A threshold with what it is drawn from.</summary>
/// <param name="Threshold">The percentile, rounded to three digits to the quiet side; null where there are no values.</param>
/// <param name="Comparison">How values are compared with it.</param>
/// <param name="Series">Series looked at.</param>
/// <param name="Values">Values looked at, of all series together.</param>
/// <param name="Percentiles">The 1st, 5th, 50th, 95th and 99th percentile, for orientation.</param>
internal sealed record ThresholdProposal(double? Threshold, string Comparison, int Series, int Values, IReadOnlyDictionary<string, double> Percentiles);

/// <summary>Proposes thresholds from the values of a period.</summary>
internal sealed class ThresholdProposals(QueryRunner queries, IOptions<QueryOptions> options)
{
    private static readonly double[] Shown = [1, 5, 50, 95, 99];

    /// <exception cref="RuleFailedException">The request asks for something that is not possible.</exception>
    /// <exception cref="PromQueryException">The expression cannot be evaluated.</exception>
    public async Task<ThresholdProposal> ProposeAsync(ProposalRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (comparison, percentile) = (request.Comparison ?? ">", request.Percentile ?? 99.5);
        if (comparison is not (">" or "<") || percentile is not (> 0 and < 100))
        {
            throw new RuleFailedException("'comparison' must be > or <, and 'percentile' between 0 and 100");
        }

        if (!DurationText.TryParse(request.Range ?? "7d", out var rangeMs) || rangeMs <= 0)
        {
            throw new RuleFailedException($"'range' is '{request.Range}'; it must be a duration such as 7d");
        }

        // As fine as the limit on points allows, but not finer than 15 s.
        var stepMs = Math.Max(15_000, (rangeMs / options.Value.MaxPoints) + 1);
        var endMs = now.ToUnixTimeMilliseconds();
        var query = PromQuery.Parse(request.Metric ?? throw new RuleFailedException("'metric' is missing: a metric or a PromQL expression"));
        var outcome = await queries.RangeAsync(query, endMs - rangeMs, endMs, stepMs, QueryBounds.None, cancellationToken);
        var series = ((MatrixValue)outcome.Result.Value).Series;
        var values = series.SelectMany(static one => one.Samples).Select(static sample => sample.Value).Where(double.IsFinite).Order().ToArray();
        return new ThresholdProposal(
            values.Length == 0 ? null : Round(At(values, comparison == ">" ? percentile : 100 - percentile), up: comparison == ">"),
            comparison,
            series.Count,
            values.Length,
            values.Length == 0 ? new Dictionary<string, double>() : Shown.ToDictionary(static share => $"p{share}", share => At(values, share)));
    }

    /// <summary>The percentile of sorted values, between neighbours by proportion (Hyndman and Fan's type 7, as PromQL's quantile).</summary>
    public static double At(IReadOnlyList<double> sorted, double percentile)
    {
        var rank = percentile / 100 * (sorted.Count - 1);
        var below = (int)Math.Floor(rank);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((rank - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>Three significant digits, never towards the values that are to stay quiet.</summary>
    public static double Round(double value, bool up)
    {
        if (value == 0)
        {
            return 0;
        }

        var exponent = (int)Math.Floor(Math.Log10(Math.Abs(value))) - 2;
        var scaled = exponent >= 0 ? value / Math.Pow(10, exponent) : value * Math.Pow(10, -exponent);
        var rounded = up ? Math.Ceiling(scaled - 1e-9) : Math.Floor(scaled + 1e-9);
        return exponent >= 0 ? rounded * Math.Pow(10, exponent) : rounded / Math.Pow(10, -exponent);
    }
}
