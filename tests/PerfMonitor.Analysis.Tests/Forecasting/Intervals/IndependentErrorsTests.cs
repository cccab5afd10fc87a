using PerfMonitor.Analysis.Forecasting.Intervals;

namespace PerfMonitor.Analysis.Tests.Forecasting.Intervals;

public sealed class IndependentErrorsTests
{
    private const double Gap = double.NaN;

    [Theory]
    [InlineData("errors that say nothing of each other count twice a horizon", new[] { 1.0, -1, 1, -1 }, 20, 10)]
    [InlineData("errors that all say the same count once", new[] { 1.0, 1, 1, 1 }, 20, 5)]
    [InlineData("gaps say nothing", new[] { 1.0, Gap, 1, 1 }, 20, 5)]
    [InlineData("no error at all", new[] { 0.0, 0, 0, 0 }, 20, 10)]
    [InlineData("a short test counts for four", new[] { 1.0, 1, 1, 1 }, 8, 4)]
    public void Are_counted_by_how_alike_neighbours_are(string what, double[] errors, int held, double expected) =>
        Assert.True(expected == IndependentErrors.Count(errors, [1, 2, 3, 4], held, 4), what);

    [Fact]
    public void The_last_error_of_a_forecast_is_no_neighbour_of_the_first_of_the_next() =>
        Assert.Equal(5, IndependentErrors.Count([1, 1, -1, -1], [1, 2, 1, 2], 10, 2));
}
