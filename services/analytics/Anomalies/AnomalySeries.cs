using PerfMonitor.Analysis.Detection;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Anomalies;

/// <summary>Verdicts as series, so that rules, charts and reports read them as anything else: the probability, and the band as a threshold that adapts.</summary>
internal static class AnomalySeries
{
    public const string Probability = "anomaly_probability";
    public const string Expected = "anomaly_expected";

    /// <summary>How far the value is from what was expected: above it where positive.</summary>
    public const string Deviation = "anomaly_deviation";
    public const string Lower = "anomaly_lower";
    public const string Upper = "anomaly_upper";

    public static IEnumerable<(LabelSet Labels, Sample Sample)> Of(string watch, SeriesVerdict judged)
    {
        if (judged.Verdict is { State: VerdictState.Judged } verdict)
        {
            yield return Named(Probability, watch, judged, verdict.Probability);
            yield return Named(Expected, watch, judged, verdict.Expected);
            yield return Named(Deviation, watch, judged, verdict.Value - verdict.Expected);
            yield return Named(Lower, watch, judged, verdict.Lower);
            yield return Named(Upper, watch, judged, verdict.Upper);
        }
    }

    private static (LabelSet, Sample) Named(string metric, string watch, SeriesVerdict judged, double value) => (
        LabelSet.Create(metric, [.. judged.Labels.Where(static label => label.Name is not ("__name__" or "watch")), new Label("watch", watch)]),
        new Sample(judged.Verdict.TimestampMs, value));
}
