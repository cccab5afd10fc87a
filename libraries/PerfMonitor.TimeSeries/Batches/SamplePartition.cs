using System.Collections.ObjectModel;

namespace PerfMonitor.TimeSeries;

/// <summary>Which of the bus' partitions carries a series: all samples of one series take the same queue.</summary>
public static class SamplePartition
{
    /// <summary>
    /// What a partition's queue is declared with; RabbitMQ refuses whoever names other arguments. A quorum queue writes to one log with all
    /// others, so that confirms share their way to the disk, and holds what waits there on the disk alone. RabbitMQ 4 would drop a batch after
    /// 20 deliveries that were not acknowledged, RabbitMQ 3 never: a batch is given up by who reads it, not by a count.
    /// </summary>
    public static ReadOnlyDictionary<string, object?> QueueArguments { get; } = new(new Dictionary<string, object?>
    {
        ["x-queue-type"] = "quorum",
        ["x-single-active-consumer"] = true,
        ["x-delivery-limit"] = int.MaxValue,
    });

    /// <summary>The partition, 0 ≤ n &lt; <paramref name="partitions"/>.</summary>
    public static int Of(SeriesId id, int partitions) => (int)(id.Value % (uint)partitions);

    /// <summary>The name of a partition's queue.</summary>
    public static string QueueName(int partition) => $"samples.{partition}";
}
