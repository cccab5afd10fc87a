using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Outlooks;

/// <summary>An outlook as series, so that rules, charts and reports read it as anything else.</summary>
internal static class OutlookSeries
{
    /// <summary>The value at the end of the horizon, by <c>bound</c>: expected, lower, upper.</summary>
    public const string Value = "outlook_value";

    /// <summary>Seconds until the threshold is reached, by <c>bound</c>: expected, earliest, latest. 0 where it is reached already, +Inf where not within the horizon.</summary>
    public const string Reach = "outlook_reach_seconds";

    public static IEnumerable<(LabelSet Labels, double Value)> Of(string name, SeriesOutlook outlook)
    {
        if (outlook.Outcome is Forecast forecast)
        {
            yield return (Named(Value, name, outlook.Labels, "expected"), forecast.Points[^1]);
            yield return (Named(Value, name, outlook.Labels, "lower"), forecast.Lower[^1]);
            yield return (Named(Value, name, outlook.Labels, "upper"), forecast.Upper[^1]);
        }

        foreach (var bound in OfReach(name, outlook.Labels, outlook.Reach))
        {
            yield return bound;
        }
    }

    /// <summary>The part of it that says when the threshold is reached; nothing where that cannot be told.</summary>
    public static IEnumerable<(LabelSet Labels, double Value)> OfReach(string name, LabelSet labels, Reach? reach) => Seconds(reach) is var (expected, earliest, latest)
        ? [(Named(Reach, name, labels, "expected"), expected), (Named(Reach, name, labels, "earliest"), earliest), (Named(Reach, name, labels, "latest"), latest)]
        : [];

    private static (double Expected, double Earliest, double Latest)? Seconds(Reach? reach) => reach switch
    {
        AlreadyBeyond => (0, 0, 0),
        WithinHorizon within => (within.Expected?.TotalSeconds ?? double.PositiveInfinity, within.Earliest.TotalSeconds, within.Latest?.TotalSeconds ?? double.PositiveInfinity),
        NotWithinHorizon => (double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity),
        _ => null,
    };

    private static LabelSet Named(string metric, string outlook, LabelSet labels, string bound) => LabelSet.Create(
        metric,
        [.. labels.Where(static label => label.Name is not ("__name__" or "outlook" or "bound")), new Label("outlook", outlook), new Label("bound", bound)]);
}
