using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Analytics.History;

/// <summary>Settings of the history in PostgreSQL (section <c>History</c>).</summary>
internal sealed class HistoryOptions : IValidatableObject
{
    /// <summary>The longest a sample waits for the commit that makes it durable and acknowledges its delivery; until then the broker holds it. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A commit starts early once this many samples wait. Default 500,000, about 8 MB.</summary>
    [Range(1, 10_000_000)]
    public int CommitSamples { get; init; } = 500_000;

    /// <summary>
    /// Most samples held in memory while they wait for a commit; deliveries beyond it wait undecoded on the bus.
    /// At 16 bytes each and some overhead per series, the default of 8,000,000 bounds the buffer near 200 MB.
    /// </summary>
    [Range(1, 100_000_000)]
    public int MaxPendingSamples { get; init; } = 8_000_000;

    /// <summary>Days that samples are kept where no rule of <see cref="Retention"/> says otherwise; older samples are refused. Default 30.</summary>
    [Range(1, 3650)]
    public int RetentionDays { get; init; } = 30;

    /// <summary>The same as a time.</summary>
    public TimeSpan Kept => TimeSpan.FromDays(RetentionDays);

    /// <summary>Days that roll-ups of one minute are kept where no rule says otherwise. Default 90.</summary>
    [Range(1, 36500)]
    public int MinuteRollupDays { get; init; } = 90;

    /// <summary>Days that roll-ups of one hour are kept where no rule says otherwise; the catalogue knows a series as long. Default 365.</summary>
    [Range(1, 36500)]
    public int HourRollupDays { get; init; } = 365;

    /// <summary>One-minute roll-ups are made of series with at least this many samples a minute; of fewer they would take more room than the samples. Default 8.</summary>
    [Range(1, 100_000)]
    public int MinuteRollupSamples { get; init; } = 8;

    /// <summary>How long metrics are kept that differ from the rest; the first rule that matches counts. Default: none.</summary>
    [MaxLength(100)]
    public IList<RetentionRule> Retention { get; init; } = [];

    /// <summary>How old a sample may be when it comes; older ones are refused even where the retention would keep them. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan MaxLateness { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many days ahead of today partitions are created, today not counted. Default 2.</summary>
    [Range(1, 30)]
    public int PartitionsAhead { get; init; } = 2;

    /// <summary>How far in the future a sample may lie; bounds the partitions a wrong clock can create. Default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan MaxFuture { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Series in the catalogue, which every instance holds in memory (about 1 KB each), from which on no new one is taken. Default 1,000,000.</summary>
    [Range(1, 100_000_000)]
    public int MaxSeries { get; init; } = 1_000_000;

    /// <summary>Most memory, in MB, for chunks that queries have decoded. Default 64, some 2,800 blocks of six hours at 15 s.</summary>
    [Range(1, 100_000)]
    public int ChunkCacheMegabytes { get; init; } = 64;

    /// <summary>How often small chunks are merged. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CompactionInterval { get; init; } = TimeSpan.FromSeconds(20);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Retention.SelectMany(static (rule, index) => rule.Validate($"History:Retention:{index}"));
}
