using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>Figures that analytics computes, put on the road of every other sample.</summary>
internal static class Recording
{
    /// <summary>Takes one value of each series, all of the same moment. Not awaited to the commit: what is recorded can be computed again.</summary>
    public static Task RecordAsync(this SampleIntake intake, IEnumerable<(LabelSet Labels, double Value)> series, long nowMs, CancellationToken cancellationToken) =>
        intake.RecordAsync([.. series.Select(one => (one.Labels, new Sample(nowMs, one.Value)))], nowMs, cancellationToken);

    /// <summary>Takes samples of different moments.</summary>
    public static async Task RecordAsync(this SampleIntake intake, IReadOnlyList<(LabelSet Labels, Sample Sample)> samples, long nowMs, CancellationToken cancellationToken) =>
        _ = await intake.AcceptAsync(
            new DecodedBatch(
                nowMs,
                [.. samples.Select(static one => one.Labels).Distinct().Select(static labels => new SeriesDefinition(labels.Id, labels))],
                [.. samples.Select(static one => one.Labels.Id)],
                [.. samples.Select(static one => one.Sample)]),
            cancellationToken);
}
