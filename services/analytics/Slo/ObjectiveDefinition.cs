using System.Text.Json.Serialization;
using PerfMonitor.Analysis.Slo;

namespace PerfMonitor.Analytics.Slo;

/// <summary>A promise and how its events are counted: either by <see cref="Good"/> and <see cref="Total"/>, or by <see cref="Series"/> with a threshold.</summary>
internal sealed record ObjectiveDefinition
{
    /// <summary>The objective that ships, for PerfMonitor itself; it promises nothing to users.</summary>
    public const string OwnUptime = "perfmonitor-uptime";

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>The share of events that must be good, above 0 and below 1.</summary>
    public required double Target { get; init; }

    public double WindowDays { get; init; } = Objective.DefaultWindow.TotalDays;

    /// <summary>Seconds of a slot: 60, or 300 for series that are sampled less than twice a minute.</summary>
    public int SlotSeconds { get; init; } = 60;

    /// <summary>PromQL for the good events of a slot; <c>$window</c> stands for its length.</summary>
    public string? Good { get; init; }

    /// <summary>PromQL for all events of a slot.</summary>
    public string? Total { get; init; }

    /// <summary>PromQL for series each of whose values is an event.</summary>
    public string? Series { get; init; }

    /// <summary>How a value is compared with the threshold to be good.</summary>
    public ThresholdComparison? Comparison { get; init; }

    public double? Threshold { get; init; }

    /// <summary>PromQL for what people would look at: the share of bad events over a window, or the series that are judged.</summary>
    public string Shown(TimeSpan window) => Series ?? $"1 - ({Windowed.Over(Good!, window)}) / ({Windowed.Over(Total!, window)})";

    /// <summary>Whether slots that were counted by another definition hold for this one too: the same events, in the same slots, as far back as is needed.</summary>
    public bool CountsAs(ObjectiveDefinition other) => WindowDays <= other.WindowDays
        && (SlotSeconds, Good, Total, Series, Comparison, Threshold) == (other.SlotSeconds, other.Good, other.Total, other.Series, other.Comparison, other.Threshold);

    /// <summary>The moment from which a new objective counts: as far back as the window needs and the history reaches, on a slot's edge; milliseconds since the Unix epoch.</summary>
    public long CountedFromMs(DateTimeOffset now, double retentionDays)
    {
        var from = (now - TimeSpan.FromDays(Math.Min(WindowDays, retentionDays))).ToUnixTimeMilliseconds();
        return from - (from % (SlotSeconds * 1_000L));
    }

    [JsonIgnore]
    public Objective Objective => new(Target, TimeSpan.FromDays(WindowDays));

    [JsonIgnore]
    public bool IsRatio => Series is null;
}

/// <summary>What a good value is.</summary>
internal enum ThresholdComparison
{
    AtMost,
    Below,
    AtLeast,
    Above,
}
