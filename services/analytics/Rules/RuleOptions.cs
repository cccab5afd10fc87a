using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Settings of the rules (section <c>Rules</c>).</summary>
internal sealed class RuleOptions
{
    /// <summary>The folder with rule files (*.yml, *.yaml). Without one there are no rules.</summary>
    public string? Folder { get; init; }

    /// <summary>How often a group without an interval of its own is evaluated at least. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The least time between two evaluations of a group that new samples cause. Default 200 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan MinimumGap { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The least time between two such evaluations of a group with a critical alert that does not wait (<c>for</c> 0). It is nine times as long as
    /// the evaluation before took, so that a group takes a tenth of a core at most, but never longer than <see cref="MinimumGap"/>. Default 25 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan CriticalGap { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How often a heartbeat goes the way of alerts while rules are evaluated. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one evaluation of a rule may take. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the folder is looked through, besides the notices of the file system. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Groups evaluated at the same time. Default 4.</summary>
    [Range(1, 64)]
    public int Concurrency { get; init; } = 4;
}
