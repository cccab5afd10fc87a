using PerfMonitor.Analytics.History;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class ColumnPoolTests
{
    [Theory]
    [InlineData(1, 32)]
    [InlineData(32, 32)]
    [InlineData(33, 64)]
    [InlineData(1_024, 1_024)]
    [InlineData(1_025, 2_048)]
    public void Lends_the_next_power_of_two(int asked, int length) => Assert.Equal(length, new ColumnPool<long>(0).Rent(asked).Length);

    [Fact]
    public void Lends_again_what_came_back()
    {
        var pool = new ColumnPool<double>(1_000);
        var array = pool.Rent(100);

        pool.Return(array);

        Assert.Equal(128, pool.Elements);
        Assert.Same(array, pool.Rent(65));
        Assert.Equal(0, pool.Elements);
    }

    [Fact]
    public void Keeps_no_more_than_its_bound()
    {
        var pool = new ColumnPool<long>(100);

        pool.Return(new long[64]);
        pool.Return(new long[64]);

        Assert.Equal(64, pool.Elements);
    }
}
