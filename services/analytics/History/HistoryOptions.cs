using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Analytics.History;

/// <summary>Settings of the history in PostgreSQL (section <c>History</c>).</summary>
internal sealed class HistoryOptions
{
    /// <summary>The longest a sample waits for the commit that makes it durable and acknowledges its delivery. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A commit starts early once this many samples wait. Default 200,000, about 3 MB.</summary>
    [Range(1, 10_000_000)]
    public int CommitSamples { get; init; } = 200_000;

    /// <summary>
    /// Most samples held in memory while they wait for a commit; deliveries beyond it wait undecoded on the bus.
    /// At 16 bytes each and some overhead per series, the default of 8,000,000 bounds the buffer near 200 MB.
    /// </summary>
    [Range(1, 100_000_000)]
    public int MaxPendingSamples { get; init; } = 8_000_000;

    /// <summary>Days of history kept; older days are dropped, and older samples refused. Default 30.</summary>
    [Range(1, 3650)]
    public int RetentionDays { get; init; } = 30;

    /// <summary>How many days ahead of today partitions are created, today not counted. Default 2.</summary>
    [Range(1, 30)]
    public int PartitionsAhead { get; init; } = 2;

    /// <summary>How far in the future a sample may lie; bounds the partitions a wrong clock can create. Default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan MaxFuture { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Most series in the catalogue, which every instance holds in memory (about 1 KB each). Default 1,000,000.</summary>
    [Range(1, 100_000_000)]
    public int MaxSeries { get; init; } = 1_000_000;

    /// <summary>How often small chunks are merged. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CompactionInterval { get; init; } = TimeSpan.FromSeconds(20);
}
