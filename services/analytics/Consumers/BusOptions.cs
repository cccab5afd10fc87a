using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>Settings of the samples' queues (section <c>Bus</c>).</summary>
internal sealed class BusOptions
{
    /// <summary>How many queues samples are spread over; the same number for ingestion and analytics. Default 8.</summary>
    [Range(1, 256)]
    public int Partitions { get; init; } = 8;

    /// <summary>
    /// Deliveries of one queue that may wait for a group commit at a time. A smaller number than arrive within
    /// <see cref="History.HistoryOptions.CommitInterval"/> slows the queue down. Default 256.
    /// </summary>
    [Range(1, 10_000)]
    public int Prefetch { get; init; } = 256;
}
