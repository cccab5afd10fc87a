using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Analytics.Scores;

/// <summary>Settings of the scores (section <c>Scores</c>).</summary>
internal sealed class ScoreOptions
{
    /// <summary>A response within this time satisfies; within four times it, it is put up with. Default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan ApdexThreshold { get; init; } = TimeSpan.FromMilliseconds(500);
}
