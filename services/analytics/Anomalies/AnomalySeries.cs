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

    /// <summary>What is known of a judged value; of a value out of range that may be the probability alone.</summary>
    public static IEnumerable<(LabelSet Labels, Sample Sample)> Of(string watch, SeriesVerdict judged) =>
        judged.Verdict is { State: VerdictState.Judged } verdict
            ? Figures(verdict).Where(static figure => double.IsFinite(figure.Value)).Select(figure => Named(figure.Metric, watch, judged, figure.Value))
            : [];

    private static (string Metric, double Value)[] Figures(Verdict verdict) =>
    [
        (Probability, verdict.Probability),
        (Expected, verdict.Expected),
        (Deviation, verdict.Value - verdict.Expected),
        (Lower, verdict.Lower),
        (Upper, verdict.Upper),
    ];

    private static (LabelSet, Sample) Named(string metric, string watch, SeriesVerdict judged, double value) => (
        LabelSet.Create(metric, [.. judged.Labels.Where(static label => label.Name is not ("__name__" or "watch")), new Label("watch", watch)]),
        new Sample(judged.Verdict.TimestampMs, value));
}
