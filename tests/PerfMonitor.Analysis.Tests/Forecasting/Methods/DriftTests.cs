using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Tests.Forecasting.Methods;

public sealed class DriftTests
{
    [Fact]
    public void Goes_on_with_the_mean_change() => Assert.Equal([9, 11], Fitting.Forecasts(new Drift(), [1, 9, 4, 7], 2));

    [Fact]
    public void Needs_two_values() => Assert.Null(new Drift().Fit([1]));
}
