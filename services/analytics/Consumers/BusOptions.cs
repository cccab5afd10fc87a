using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>Settings of the samples' queues (section <c>Bus</c>).</summary>
internal sealed class BusOptions
{
    /// <summary>
    /// How many queues samples are spread over, and so how many instances of analytics can share them; the same number for ingestion and
    /// analytics. A request costs the broker one message for each. Default 2.
    /// </summary>
    [Range(1, 256)]
    public int Partitions { get; init; } = 2;

    /// <summary>
    /// Deliveries of one queue that may wait for a group commit at a time, of 18 kB as a rule and 1 MB at most; when half of them wait one begins. While
    /// an instance goes to the end of the line where nobody else stands, twice as many. Default 1,024.
    /// </summary>
    [Range(1, 10_000)]
    public int Prefetch { get; init; } = 1_024;

    /// <summary>How often instances say that they live, and hand over partitions that are another's share. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:00:05")]
    public TimeSpan ShareInterval { get; init; } = TimeSpan.FromSeconds(2);
}
