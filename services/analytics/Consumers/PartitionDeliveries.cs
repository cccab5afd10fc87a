using Microsoft.Extensions.Options;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>How many deliveries came of each partition.</summary>
internal sealed class PartitionDeliveries(IOptions<BusOptions> options)
{
    private readonly long[] _counts = new long[options.Value.Partitions];

    /// <summary>Counts a delivery.</summary>
    public void Count(int partition) => Interlocked.Increment(ref _counts[partition]);

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
