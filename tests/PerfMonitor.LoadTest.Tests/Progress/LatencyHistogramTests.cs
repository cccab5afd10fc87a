using PerfMonitor.LoadTest.Progress;

namespace PerfMonitor.LoadTest.Tests.Progress;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Knows_nothing_when_empty()
    {
        var histogram = new LatencyHistogram();

        Assert.Equal((null, null, null), (histogram.Mean, histogram.Maximum, histogram.Quantile(0.95)));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.95)]
    [InlineData(0.999)]
    [InlineData(1)]
    public void Is_within_a_64th_of_the_exact_quantile(double q)
    {
        var histogram = new LatencyHistogram();
        var exact = new List<double>();
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            // From microseconds to minutes.
            var response = TimeSpan.FromMicroseconds(Math.Round(Math.Pow(10, random.NextDouble() * 8)));
            histogram.Record(response);
            exact.Add(response.TotalSeconds);
        }

        exact.Sort();
        var expected = exact[(int)Math.Ceiling(q * exact.Count) - 1];

        Assert.InRange(histogram.Quantile(q)!.Value, expected * (1 - (1 / 64.0)) - 1e-6, expected * (1 + (1 / 64.0)) + 1e-6);
        Assert.Equal(exact.Average(), histogram.Mean!.Value, 9);
        Assert.Equal(exact[^1], histogram.Maximum);
    }

    [Fact]
    public void Holds_the_longest_time_there_is()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.MaxValue);
        histogram.Record(TimeSpan.FromSeconds(-1));

        Assert.Equal(2, histogram.Count);
        Assert.Equal(TimeSpan.MaxValue.TotalSeconds, histogram.Maximum);
    }
}
