using PerfMonitor.Analysis.Baselines;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Tests.Forecasting;
using PerfMonitor.Analysis.Trends;

namespace PerfMonitor.Analysis.Tests.Trends;

public sealed class DegradationTests
{
    [Theory]
    [InlineData(0.2, Better.Lower, Heading.Degrading)]
    [InlineData(0.2, Better.Higher, Heading.Improving)]
    [InlineData(-0.2, Better.Higher, Heading.Degrading)]
    [InlineData(-0.2, Better.Lower, Heading.Improving)]
    [InlineData(0, Better.Lower, Heading.Steady)]
    [InlineData(0.01, Better.Lower, Heading.Steady)]
    [Trait("feature", "S2-94")]
    public void Is_a_trend_towards_what_is_worse_that_is_large_enough(double slope, Better better, Heading expected) =>
        Assert.Equal(expected, Of([.. Wave.Of(200, 0.5).Select((value, i) => value + (slope * i))], better).Heading);

    [Fact]
    public void Is_not_known_from_few_values() => Assert.Equal(Heading.NotEnoughData, Of([1, 2, 3], Better.Lower).Heading);

    private static Degradation Of(double[] values, Better better) => Degradation.Of(new RegularSeries(0, 60_000, values), better);
}
