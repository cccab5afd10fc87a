using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class SampleOrderTests
{
    [Fact]
    public void Sorts_by_time_and_keeps_each_millisecond_once()
    {
        List<Sample> samples = [new(3, 30), new(1, 10), new(2, 20), new(1, 10)];

        SampleOrder.Normalize(samples);

        Assert.Equal([new(1, 10), new(2, 20), new(3, 30)], samples);
    }

    [Theory]
    [InlineData(1.0, 2.0, 2.0)]
    [InlineData(double.NaN, 5.0, double.NaN)]
    public void Chooses_alike_whatever_order_two_values_of_one_millisecond_come_in(double one, double other, double chosen)
    {
        List<Sample> forward = [new(7, one), new(7, other)];
        List<Sample> backward = [new(7, other), new(7, one)];

        SampleOrder.Normalize(forward);
        SampleOrder.Normalize(backward);

        Assert.Equal(chosen, Assert.Single(forward).Value);
        Assert.Equal(forward, backward);
    }

    [Fact]
    public void Prefers_a_value_to_a_stale_marker()
    {
        List<Sample> samples = [new(7, StaleMarker.Value), new(7, 0)];

        SampleOrder.Normalize(samples);

        Assert.Equal([new(7, 0)], samples);
    }

    [Fact]
    public void Leaves_an_empty_list_empty()
    {
        List<Sample> samples = [];

        SampleOrder.Normalize(samples);

        Assert.Empty(samples);
    }
}
