using Microsoft.Extensions.Options;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>How many deliveries came of each partition.</summary>
internal sealed class PartitionDeliveries(IOptions<BusOptions> options)
{
    private readonly long[] _counts = new long[options.Value.Partitions];
    private readonly Dictionary<string, int> _partitions = Enumerable.Range(0, options.Value.Partitions).ToDictionary(SamplePartition.QueueName, StringComparer.Ordinal);

    /// <summary>Counts a delivery by the address of its queue.</summary>
    public void Count(Uri queue)
    {
        if (_partitions.TryGetValue(queue.Segments[^1], out var partition))
        {
            Interlocked.Increment(ref _counts[partition]);
        }
    }

    /// <summary>The deliveries of each partition since the last call.</summary>
    public IReadOnlyList<long> Take()
    {
        var taken = new long[_counts.Length];
        for (var partition = 0; partition < taken.Length; partition++)
        {
            taken[partition] = Interlocked.Exchange(ref _counts[partition], 0);
        }

        return taken;
    }
}
