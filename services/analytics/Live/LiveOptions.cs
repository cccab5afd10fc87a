using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Analytics.Live;

/// <summary>Settings of the live windows in Redis (section <c>Live</c>).</summary>
internal sealed class LiveOptions
{
    /// <summary>How far ahead of this clock a sample may lie and still go into a window.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(1);

    /// <summary>How long new samples gather at most before they are written to the windows, and their series announced: about so late does another instance see them. Default 50 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How far back a window reaches; older samples go to history alone. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Most samples of one series and minute in a window, 16 bytes each; what is beyond is in history only, and counted.
    /// Default 6,000, that is 100 per second.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxSamplesPerMinute { get; init; } = 6_000;

    /// <summary>Most samples that wait for Redis; when it stays away longer, the oldest go, counted. Default 1,000,000, about 24 MB.</summary>
    [Range(1_000, 100_000_000)]
    public int MaxPendingSamples { get; init; } = 1_000_000;

    /// <summary>How long one call to Redis may take. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);
}
