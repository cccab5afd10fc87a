using PerfMonitor.Analytics.History;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class PartitionedTableTests
{
    [Theory]
    [InlineData("chunks", "chunks_20260301", "2026-03-01", "2026-03-02")]
    [InlineData("rollups_1m", "rollups_1m_20260301", "2026-03-01", "2026-03-02")]
    [InlineData("rollups_1h", "rollups_1h_202603", "2026-03-01", "2026-04-01")]
    public void Names_a_partition_after_its_time(string name, string table, string start, string end)
    {
        var parent = PartitionedTable.All.Single(one => one.Name == name);

        var partition = parent.At(Ms("2026-03-01T23:59:59.999Z"));

        Assert.Equal(new Partition(name, table, Ms(start + "T00:00:00Z"), Ms(end + "T00:00:00Z")), partition);
        Assert.Equal(partition, parent.FromTable(table));
    }

    [Theory]
    [InlineData("chunks_2026")]
    [InlineData("chunks_20261301")]
    [InlineData("rollups_1m_20260301")]
    [InlineData("series")]
    public void Knows_what_is_no_partition(string table) => Assert.Null(PartitionedTable.Chunks.FromTable(table));

    private static long Ms(string moment) => DateTimeOffset.Parse(moment, null).ToUnixTimeMilliseconds();
}
