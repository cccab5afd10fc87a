using PerfMonitor.Analysis.Trends;

namespace PerfMonitor.Analysis.Tests.Trends;

public sealed class TheilSenTests
{
    // The second by hand: slopes 1 1 1 13 19 37, their median (1 + 13)/2.
    [Theory]
    [InlineData(new[] { 0, 1, 2, 3, 4 }, new[] { 1.0, 2, 3, 4, 50 }, 1)]
    [InlineData(new[] { 0, 1, 2, 3 }, new[] { 1.0, 2, 3, 40 }, 7)]
    [InlineData(new[] { 0, 2, 10 }, new[] { 0.0, 4, 20 }, 2)]
    public void Is_the_median_slope_of_all_pairs(int[] steps, double[] values, double slope) =>
        Assert.Equal(slope, TheilSen.Of(steps, values).Slope);

    // Slopes 1 1.5 2 2 2.5 2.5 3 3 3.5 4; reach 1.96·√(300/18) = 8.0, so ranks (10 ∓ 8.0)/2, rounded outwards.
    [Fact]
    public void Has_the_interval_of_sen()
    {
        double[] values = [0, 1, 3, 6, 10];

        var (lower, upper) = TheilSen.Of([0, 1, 2, 3, 4], values).Interval(300 / 18.0, 0.95);
        Assert.Equal((1, 4), (lower, upper));
    }
}
