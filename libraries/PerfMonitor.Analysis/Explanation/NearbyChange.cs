using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analysis.Explanation;

/// <summary>Something people or programs did: a deploy, a change of the configuration, a load test.</summary>
/// <param name="Kind"><c>deploy</c>, <c>configuration</c>, <c>loadtest</c>, or another word.</param>
/// <param name="Text">What was done.</param>
/// <param name="Labels">What it was done to; a label that also a series has must agree.</param>
/// <param name="StartMs">When it began, milliseconds since the Unix epoch.</param>
/// <param name="EndMs">When it ended; as the start for something that took no time.</param>
public sealed record NotedChange(string Kind, string Text, IReadOnlyList<Label> Labels, long StartMs, long EndMs);

/// <summary>A change near a movement.</summary>
/// <param name="Change">What was done.</param>
/// <param name="SharedLabels">How many labels of it the series has too.</param>
/// <param name="LeadMs">By how much it began before the movement, milliseconds; negative where it began after it.</param>
public sealed record NearbyChange(NotedChange Change, int SharedLabels, long LeadMs)
{
    /// <summary>How long before a movement its cause may have been.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromHours(1);

    /// <summary>How long after it a change may have been noted and still belong to it: clocks differ, and deploys are noted when they end.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The changes that may have to do with a movement of a series: begun or in progress within <see cref="Before"/>, and with no
    /// label that contradicts it. Those that share more labels come first, then those nearer in time.
    /// </summary>
    public static IReadOnlyList<NearbyChange> Find(IEnumerable<NotedChange> changes, IReadOnlyList<Label> series, long atMs, int most)
    {
        var labels = series.ToDictionary(static label => label.Name, static label => label.Value);
        return [.. changes
            .Where(change => change.StartMs <= atMs + After.TotalMilliseconds && change.EndMs >= atMs - Before.TotalMilliseconds)
            .Where(change => change.Labels.All(label => labels.GetValueOrDefault(label.Name, label.Value) == label.Value))
            .Select(change => new NearbyChange(change, change.Labels.Count(label => labels.ContainsKey(label.Name)), atMs - change.StartMs))
            .OrderByDescending(static near => near.SharedLabels)
            .ThenBy(static near => Math.Abs(near.LeadMs))
            .Take(most)];
    }
}
