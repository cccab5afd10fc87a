using System.Runtime.InteropServices;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>
/// Which instance should take which partition: the one with the highest hash of itself and the partition (rendezvous hashing, Thaler and
/// Ravishankar 1998) that has not its full share yet. Every instance comes to the same result, and few partitions move when one joins or leaves.
/// </summary>
internal static class PartitionShares
{
    /// <summary>The member for each partition; none where there is no member.</summary>
    public static IReadOnlyList<Guid> Assign(IReadOnlyCollection<Guid> members, int partitions)
    {
        if (members.Count == 0)
        {
            return [];
        }

        var room = members.ToDictionary(static member => member, _ => (partitions + members.Count - 1) / members.Count);
        var owners = new Guid[partitions];
        for (var partition = 0; partition < partitions; partition++)
        {
            var owner = members.Where(member => room[member] > 0).MaxBy(member => (Score(member, partition), member));
            owners[partition] = owner;
            room[owner]--;
        }

        return owners;
    }

    private static ulong Score(Guid member, int partition)
    {
        Span<byte> key = stackalloc byte[20];
        member.TryWriteBytes(key);
        MemoryMarshal.Write(key[16..], partition);
        return XxHash64.Hash(key);
    }
}
