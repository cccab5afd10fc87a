using System.Collections.Immutable;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>A group with what its channels were told.</summary>
internal sealed record ToldGroup(AlertGroup Group, ImmutableDictionary<string, ChannelMemory> Memories);

/// <summary>
/// What becomes of the things people were told when an alert goes from one group to others: it is not announced again, its end goes to whoever heard
/// of its beginning, and a conversation goes on in the new group unless that has one of its own. Pure.
/// </summary>
internal static class Handover
{
    /// <summary>The groups afterwards: the one that is left, and those it goes to in the order given.</summary>
    public static (ToldGroup From, IReadOnlyList<ToldGroup> To) Decide(string fingerprint, ToldGroup left, IReadOnlyList<(ToldGroup Group, AlertRoute Route)> to)
    {
        var after = to.Select(static one => one.Group).ToList();
        foreach (var memory in left.Memories.Values.Where(memory => memory.Told.Contains(fingerprint)))
        {
            left = left with { Memories = left.Memories.SetItem(memory.Channel, Forget(memory, fingerprint)) };
            var heirs = to.Index().Where(one => one.Item.Route.Channels.Contains(memory.Channel)).Select(static one => one.Index).ToList();

            // Where no route tells the channel any more, any group may keep what it knows: the end is told from there, and nothing else.
            foreach (var heir in heirs.DefaultIfEmpty(0).Where(heir => !Knows(after[heir], memory.Channel, fingerprint)).Take(1))
            {
                after[heir] = Take(after[heir], left.Group, memory, fingerprint);
            }
        }

        return (left, after);
    }

    private static bool Knows(ToldGroup group, string channel, string fingerprint) => group.Memories.GetValueOrDefault(channel)?.Told.Contains(fingerprint) == true;

    private static ChannelMemory Forget(ChannelMemory memory, string fingerprint) => memory with
    {
        Told = memory.Told.Where(told => told != fingerprint).ToHashSet(),
        Acknowledged = memory.Acknowledged.Where(taken => taken != fingerprint).ToHashSet(),
    };

    private static ToldGroup Take(ToldGroup heir, AlertGroup left, ChannelMemory memory, string fingerprint)
    {
        var own = heir.Memories.GetValueOrDefault(memory.Channel, new ChannelMemory(memory.Channel));
        return new ToldGroup(
            heir.Group with
            {
                LastNotifiedAt = Later(heir.Group.LastNotifiedAt, left.LastNotifiedAt),
                LastFiringNotifiedAt = Later(heir.Group.LastFiringNotifiedAt, left.LastFiringNotifiedAt),
            },
            heir.Memories.SetItem(memory.Channel, own with
            {
                NotifiedAt = Later(own.NotifiedAt, memory.NotifiedAt),
                Told = own.Told.Append(fingerprint).ToHashSet(),
                Acknowledged = memory.Acknowledged.Contains(fingerprint) ? own.Acknowledged.Append(fingerprint).ToHashSet() : own.Acknowledged,
                Thread = own.Told.Count > 0 ? own.Thread : memory.Thread,
            }));
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
