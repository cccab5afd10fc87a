using PerfMonitor.Analysis.Forecasting.Grids;

namespace PerfMonitor.Analysis.Tests.Forecasting.Grids;

public sealed class GapFillingTests
{
    private const double Gap = double.NaN;

    [Theory]
    [InlineData(new[] { 1, Gap, Gap, 4 }, new[] { 1.0, 2, 3, 4 })]
    [InlineData(new[] { Gap, 2, 3, Gap }, new[] { 2.0, 2, 3, 3 })]
    [InlineData(new[] { 5, double.PositiveInfinity, 7 }, new[] { 5.0, 6, 7 })]
    [InlineData(new[] { 1.0, 2 }, new[] { 1.0, 2 })]
    public void Draws_a_line_between_the_neighbours_without_a_season(double[] values, double[] expected) =>
        Assert.Equal(expected, GapFilling.Fill(values, 1));

    [Fact]
    public void Takes_the_phase_of_the_neighbouring_season()
    {
        double[] values = [0, 10, 0, 10, 0, Gap, 0, 10, 0, 10];

        Assert.InRange(GapFilling.Fill(values, 2)[5], 4.9, 10.1);
        Assert.Equal(0, GapFilling.Fill(values, 1)[5]);
    }
}
