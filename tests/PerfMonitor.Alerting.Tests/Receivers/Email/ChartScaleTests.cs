using PerfMonitor.Alerting.Receivers.Email;

namespace PerfMonitor.Alerting.Tests.Receivers.Email;

public sealed class ChartScaleTests
{
    [Theory]
    [InlineData(new[] { 0.41, 0.97 }, new[] { 0, 0.5, 1.0 })]
    [InlineData(new[] { 90.0, 99.0 }, new[] { 90.0, 95, 100 })]
    [InlineData(new[] { 3.0, 97 }, new[] { 0.0, 50, 100 })]
    [InlineData(new[] { -40.0, 40 }, new[] { -40.0, -20, 0, 20, 40 })]
    [InlineData(new[] { -97.0, -3 }, new[] { -100.0, -50, 0 })]
    [InlineData(new[] { 5.0, 5 }, new[] { 2.0, 4, 6, 8 })]
    [InlineData(new[] { 0.0, 0 }, new[] { -1, -0.5, 0, 0.5, 1 })]
    public void Holds_all_values_between_round_numbers(double[] values, double[] ticks)
    {
        var scale = ChartScale.Of(values);

        Assert.Equal(ticks, scale.Ticks.Select(tick => Math.Round(tick, 9)));
        Assert.Equal((ticks[0], ticks[^1]), (Math.Round(scale.Low, 9), Math.Round(scale.High, 9)));
        Assert.All(values, value => Assert.InRange(scale.Place(value), 0, 1));
    }
}
