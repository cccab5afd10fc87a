using PerfMonitor.Analysis.Forecasting.Intervals;
using PerfMonitor.Testing.Series;

namespace PerfMonitor.Analysis.Tests.Forecasting.Intervals;

public sealed class ConformalBandTests
{
    [Theory]
    [InlineData(0.95, 1.96)]
    [InlineData(0.8, 1.28)]
    public void Reaches_to_the_quantile_of_the_errors(double level, double expected)
    {
        var band = Learn(20_000, _ => 1, 10_000, level);

        Assert.InRange(band.HalfWidth(1), expected * 0.95, expected * 1.05);
        Assert.InRange(band.HalfWidth(48), expected * 0.95, expected * 1.05);
    }

    [Fact]
    public void Widens_with_the_horizon_as_the_errors_do()
    {
        var band = Learn(20_000, step => Math.Sqrt(step), 10_000, 0.95);

        Assert.InRange(band.HalfWidth(36) / band.HalfWidth(4), 2.8, 3.2);
    }

    // t(0.975, 4 degrees) = 2.776 over z = 1.960.
    [Fact]
    public void Widens_as_students_t_for_few_independent_errors() =>
        Assert.Equal(2.7764 / 1.95996, Learn(500, _ => 1, 5, 0.95).HalfWidth(1) / Learn(500, _ => 1, 1e6, 0.95).HalfWidth(1), 3);

    [Theory]
    [InlineData(0.0)]
    [InlineData(double.NaN)]
    public void Has_no_width_where_no_error_was_made(double error) =>
        Assert.Equal(0, ConformalBand.From([error, error], [1, 2], 3, 0.95).HalfWidth(5));

    private static ConformalBand Learn(int count, Func<int, double> deviation, double independent, double level)
    {
        var random = new Random(1);
        int[] steps = [.. Enumerable.Range(0, count).Select(i => 1 + (i % 48))];
        return ConformalBand.From([.. steps.Select(step => deviation(step) * Gauss.Next(random))], steps, independent, level);
    }
}
