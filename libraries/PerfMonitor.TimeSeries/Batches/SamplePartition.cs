namespace PerfMonitor.TimeSeries;

/// <summary>Which of the bus' partitions carries a series: all samples of one series take the same queue.</summary>
public static class SamplePartition
{
    /// <summary>The partition, 0 ≤ n &lt; <paramref name="partitions"/>.</summary>
    public static int Of(SeriesId id, int partitions) => (int)(id.Value % (uint)partitions);

    /// <summary>The name of a partition's queue.</summary>
    public static string QueueName(int partition) => $"samples-{partition}";
}
