namespace PerfMonitor.TimeSeries.Tests.Batches;

public sealed class SamplePartitionTests
{
    [Theory]
    [InlineData(0UL, 8, 0)]
    [InlineData(7UL, 8, 7)]
    [InlineData(ulong.MaxValue, 8, 7)]
    [InlineData(ulong.MaxValue, 1, 0)]
    [InlineData(10UL, 3, 1)]
    public void Is_the_rest_of_the_id(ulong id, int partitions, int expected) => Assert.Equal(expected, SamplePartition.Of(new SeriesId(id), partitions));

    [Fact]
    public void Names_the_queue() => Assert.Equal("samples.3", SamplePartition.QueueName(3));

    [Fact]
    public void Spreads_similar_series_evenly()
    {
        var counts = new int[8];
        for (var i = 0; i < 8_000; i++)
        {
            counts[SamplePartition.Of(LabelSet.Create("m", new Label("i", $"{i}")).Id, 8)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 850, 1_150));
    }
}
