using System.Collections.Immutable;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>One group's way through the pipeline: what is known before, and what the stages have decided so far.</summary>
internal sealed record Passage
{
    public required DateTimeOffset Now { get; init; }

    public required PipelineRules Rules { get; init; }

    /// <summary>Whether the groups are made by this tree. If not, another instance has read another since, and knows better which alert belongs where.</summary>
    public bool IsTreeCurrent { get; init; } = true;

    public required AlertGroup Group { get; init; }

    public required ImmutableList<Member> Members { get; init; }

    /// <summary>Alerts of the group that are not among the members, because there are more than <see cref="AlertGroup.MostMembers"/>.</summary>
    public int Beyond { get; init; }

    /// <summary>Open alerts that may hold members back.</summary>
    public required IReadOnlyList<Alert> InhibitionSources { get; init; }

    /// <summary>Open alerts about targets that others are behind.</summary>
    public IReadOnlyList<Alert> DependencySources { get; init; } = [];

    public required IReadOnlyList<Silence> Silences { get; init; }

    public required IReadOnlyList<MaintenanceWindow> Maintenance { get; init; }

    public required ImmutableDictionary<string, ChannelMemory> Memories { get; init; }

    /// <summary>The node the group belongs to; null when the tree no longer has it.</summary>
    public AlertRoute? Route { get; init; }

    /// <summary>Episodes that leave the group after this run.</summary>
    public ImmutableList<long> Leaving { get; init; } = [];

    public ImmutableList<ChannelDecision> Decisions { get; init; } = [];

    public ImmutableList<Notification> Notifications { get; init; } = [];

    public ImmutableList<TimelineEntry> Timeline { get; init; } = [];

    /// <summary>What a channel was told, nothing where it was told nothing.</summary>
    public ChannelMemory MemoryOf(string channel) => Memories.GetValueOrDefault(channel, new ChannelMemory(channel));

    public Passage Through(Func<Passage, Passage> stage) => stage(this);
}

/// <summary>What the deduplicating stage decided for one channel.</summary>
/// <param name="Channel">Its name.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="IsClosing">The route does not tell this channel any more; it is told the end of what it was told of.</param>
internal sealed record ChannelDecision(string Channel, Verdict Verdict, bool IsClosing = false);
