using PerfMonitor.Analytics.History;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class DayPartitionTests
{
    [Fact]
    public void Names_its_table_after_the_day()
    {
        var partition = new DayPartition(DayPartition.DayOf(DateTimeOffset.Parse("2026-03-01T23:59:59.999Z", null).ToUnixTimeMilliseconds()));

        Assert.Equal("chunks_20260301", partition.Table);
        Assert.Equal(partition, DayPartition.FromTable(partition.Table));
        Assert.Equal(DateTimeOffset.Parse("2026-03-01T00:00:00Z", null).ToUnixTimeMilliseconds(), partition.StartMs);
        Assert.Equal(DateTimeOffset.Parse("2026-03-02T00:00:00Z", null).ToUnixTimeMilliseconds(), partition.EndMs);
    }

    [Theory]
    [InlineData("chunks_2026")]
    [InlineData("chunks_20261301")]
    [InlineData("series")]
    public void Knows_what_is_no_partition(string table) => Assert.Null(DayPartition.FromTable(table));
}
