using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.LoadTest;

/// <summary>What a load test may ask for. Section <c>LoadTest</c>.</summary>
internal sealed class LoadTestOptions
{
    /// <summary>Hosts that may be put under load; <c>*</c> admits every host. Default: this machine only, so that nobody aims at a stranger by mistake.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Virtual users of one run at the most. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int MaximumVirtualUsers { get; init; } = 1_000;

    /// <summary>Length of one run at the most. Default 4 hours.</summary>
    public TimeSpan MaximumDuration { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Runs at the same time in this process. Default 4.</summary>
    [Range(1, 100)]
    public int MaximumConcurrentRuns { get; init; } = 4;
}
