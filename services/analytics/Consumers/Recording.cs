using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>Figures that analytics computes, put on the road of every other sample.</summary>
internal static class Recording
{
    /// <summary>Takes one value of each series. Not awaited to the commit: what is recorded can be computed again.</summary>
    public static async Task RecordAsync(this SampleIntake intake, IReadOnlyList<(LabelSet Labels, double Value)> series, long nowMs, CancellationToken cancellationToken) =>
        _ = await intake.AcceptAsync(
            new DecodedBatch(
                nowMs,
                [.. series.Select(static one => new SeriesDefinition(one.Labels.Id, one.Labels))],
                [.. series.Select(static one => one.Labels.Id)],
                [.. series.Select(one => new Sample(nowMs, one.Value))]),
            cancellationToken);
}
