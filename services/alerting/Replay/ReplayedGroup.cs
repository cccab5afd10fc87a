using System.Collections.Immutable;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Replay;

/// <summary>What the database holds of a group, in memory.</summary>
internal sealed record ReplayedGroup(AlertGroup Group)
{
    /// <summary>By the ids of their alerts.</summary>
    public ImmutableSortedDictionary<long, Member> Members { get; init; } = ImmutableSortedDictionary<long, Member>.Empty;

    public ImmutableDictionary<string, ChannelMemory> Memories { get; init; } = ImmutableDictionary<string, ChannelMemory>.Empty;

    /// <summary>The group with one alert more, or a newer version of one it has.</summary>
    public ReplayedGroup With(Alert alert, DateTimeOffset due) => this with
    {
        Group = Group with { NextFlushAt = Group.NextFlushAt is { } next && next < due ? next : due },
        Members = Members.SetItem(alert.Id, Members.TryGetValue(alert.Id, out var member) ? member with { Alert = alert } : new Member(alert)),
    };

    /// <summary>The group as a run of the pipeline leaves it, read again: what held a member back becomes what held it back before.</summary>
    public ReplayedGroup After(Passage passage) => this with
    {
        Group = passage.Group,
        Members = passage.Members.ToImmutableSortedDictionary(static member => member.Alert.Id, static member => new Member(member.Alert, PreviousHold: member.Hold)),
        Memories = passage.Memories,
    };
}
