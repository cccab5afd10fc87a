using System.Globalization;
using PerfMonitor.Analytics.Outlooks;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// An alert on what is to come:
/// <c>forecast: { query: pool_used, comparison: ">", threshold: 100, within: 6h, confidence: 0.8, history: 3d, step: 5m, least: 0, largest: 100 }</c>.
/// It fires where the threshold is reached within the time with at least that confidence.
/// </summary>
internal static class ForecastKind
{
    /// <summary>Even odds: the expected value gets there.</summary>
    private const double UsualConfidence = 0.5;

    public static AlertCondition? Read(YamlFields extensions, string alert)
    {
        var fields = extensions.Child("forecast", "query", "comparison", "threshold", "within", "confidence", "history", "step", "least", "largest")!;
        var query = fields.Required("query").Length > 0 ? fields.Expression("query") : null;
        var comparison = fields.Word("comparison", ">", "<");
        var (threshold, within) = (Needed(fields, "threshold", fields.Real), Needed(fields, "within", fields.Duration));
        var confidence = fields.Has("confidence") ? fields.Real("confidence") : UsualConfidence;
        if (confidence is <= 0 or >= 1)
        {
            fields.Fail(fields.Node("confidence")!, "'confidence' is the probability that the threshold is reached, above 0 and below 1");
            return null;
        }

        if (query is null || comparison is null || threshold is null || within is null || confidence is null)
        {
            return null;
        }

        var (bound, level) = BoundOf(confidence.Value);
        var definition = new OutlookDefinition
        {
            Name = "",
            Query = query.Text,
            History = fields.Text("history") ?? "7d",
            Horizon = fields.Text("within")!,
            Step = fields.Text("step"),
            Level = level,
            Threshold = threshold,
            Side = comparison == ">" ? Analysis.Capacity.ThresholdSide.FromBelow : Analysis.Capacity.ThresholdSide.FromAbove,
            Least = fields.Real("least"),
            Largest = fields.Real("largest"),
        };
        definition = definition with { Name = OwnName.Of(alert, definition) };
        return fields.Take(definition.Check())
            ? new AlertCondition(
                RuleKind.Forecast,
                RuleExpression.Parse(string.Create(CultureInfo.InvariantCulture, $$"""{{OutlookSeries.Reach}}{outlook="{{definition.Name}}", bound="{{bound}}"} <= {{within.Value.TotalSeconds}}""")),
                new RuleSource.OwnOutlook(definition),
                query)
            : null;
    }

    /// <summary>
    /// The bound of the interval that is beyond the threshold with the probability asked for. An interval of the level L leaves
    /// (1 − L)/2 on either side, so its far bound is passed with the probability (1 + L)/2, its near bound with (1 − L)/2.
    /// </summary>
    private static (string Bound, double Level) BoundOf(double confidence) => confidence switch
    {
        > UsualConfidence => ("latest", Math.Round((2 * confidence) - 1, 6)),
        < UsualConfidence => ("earliest", Math.Round(1 - (2 * confidence), 6)),
        _ => ("expected", 0.95),
    };

    private static T? Needed<T>(YamlFields fields, string name, Func<string, T?> read)
        where T : struct
    {
        if (!fields.Has(name))
        {
            fields.Fail($"'forecast' needs '{name}'");
        }

        return read(name);
    }
}
