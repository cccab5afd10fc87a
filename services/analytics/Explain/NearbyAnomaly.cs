using PerfMonitor.Analysis.Explanation;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Explain;

/// <summary>An anomaly that the watches found near a movement.</summary>
/// <param name="Anomaly">What was found.</param>
/// <param name="SharedLabels">How many of its labels the series has too.</param>
/// <param name="LeadMs">By how much it was before the movement, milliseconds; negative where it came after it.</param>
internal sealed record NearbyAnomaly(StoredAnomaly Anomaly, int SharedLabels, long LeadMs)
{
    /// <summary>
    /// The beginnings and worsenings of episodes from <see cref="NearbyChange.Before"/> to <see cref="NearbyChange.After"/> a
    /// movement. Those that share more labels come first, then those nearer in time: another part of the system may be the cause, so
    /// none is left out for its labels.
    /// </summary>
    public static IReadOnlyList<NearbyAnomaly> Find(IEnumerable<StoredAnomaly> anomalies, LabelSet series, long atMs, int most) =>
    [
        .. anomalies
            .Where(anomaly => anomaly.Verdict.IsNews && anomaly.Verdict.TimestampMs <= atMs + NearbyChange.After.TotalMilliseconds && anomaly.Verdict.TimestampMs >= atMs - NearbyChange.Before.TotalMilliseconds)
            .Select(anomaly => new NearbyAnomaly(anomaly, anomaly.Labels.Count(label => label.Key != LabelSet.MetricName && series[label.Key] == label.Value), atMs - anomaly.Verdict.TimestampMs))
            .OrderByDescending(static near => near.SharedLabels)
            .ThenBy(static near => Math.Abs(near.LeadMs))
            .ThenBy(static near => near.Anomaly.Watch, StringComparer.Ordinal)
            .Take(most),
    ];
}
