namespace PerfMonitor.Analytics.Consumers;

/// <summary>
/// Decides which partitions this instance hands over. RabbitMQ gives a queue with a single active consumer to whoever came first, so an
/// instance that gets deliveries of a partition that is another's share steps back to the end of the line; whoever is next
/// does the same until the one whose share it is has its turn. Not safe for concurrent use.
/// </summary>
internal sealed class SharingPlan(Guid self, int partitions)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LastPause = TimeSpan.FromMinutes(5);

    private readonly (TimeSpan Pause, DateTimeOffset NotBefore)[] _vain = new (TimeSpan, DateTimeOffset)[partitions];
    private IReadOnlyCollection<Guid> _before = [];

    /// <summary>The partitions to step back from, given who lives and which partitions delivered to this instance since the last time.</summary>
    public IReadOnlyList<int> StepBacks(IReadOnlyCollection<Guid> members, IReadOnlyList<long> deliveries, DateTimeOffset now)
    {
        // One that is new may not be in line yet, and one that is gone takes nothing.
        var settled = members.Where(_before.Contains).ToList();
        _before = members;
        var owners = PartitionShares.Assign(settled, partitions);
        var back = new List<int>();
        for (var partition = 0; partition < partitions; partition++)
        {
            if (deliveries[partition] == 0)
            {
                _vain[partition] = default;
            }
            else if (owners.Count > 0 && owners[partition] != self && settled.Contains(self) && now >= _vain[partition].NotBefore)
            {
                // Deliveries that come all the same after stepping back say that the other does not take them; asking goes on, ever more rarely.
                var pause = _vain[partition].Pause == default ? FirstPause : TimeSpan.FromTicks(Math.Min(LastPause.Ticks, _vain[partition].Pause.Ticks * 2));
                _vain[partition] = (pause, now + pause);
                back.Add(partition);
            }
        }

        return back;
    }
}
