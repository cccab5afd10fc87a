using PerfMonitor.Analysis.Forecasting.Methods;
using PerfMonitor.Analysis.Forecasting.Seasons;
using PerfMonitor.Analysis.Tests.Forecasting.Methods;

namespace PerfMonitor.Analysis.Tests.Forecasting.Seasons;

public sealed class OutlierClippingTests
{
    private static readonly double[] Steady = Wave.Of(480, 1, 24);

    [Fact]
    public void Draws_a_burst_in_and_leaves_the_rest()
    {
        double[] clipped = OutlierClipping.Apply(Burst(), [24]);

        Assert.All(Enumerable.Range(470, 6), i => Assert.InRange(clipped[i] - Steady[i], 0, 25));
        Assert.InRange(Enumerable.Range(0, 470).Count(i => clipped[i] == Steady[i]), 440, 470);
    }

    [Fact]
    public void Leaves_a_series_alone_that_mostly_lies_on_its_season()
    {
        double[] spiky = [.. Enumerable.Range(0, 480).Select(i => i % 24 == 7 ? 5.0 : 0)];

        Assert.Equal(spiky, OutlierClipping.Apply(spiky, [24]));
    }

    [Fact]
    public void A_method_learns_less_from_a_burst_that_is_clipped()
    {
        double[] bursts = [.. Steady.Select((value, i) => i % 101 < 4 ? value + 100 : value)];
        double[] expected = Wave.Of(504, 0, 24)[480..];

        double plain = Off(new SeasonalAutoregression([24])), clipped = Off(new Clipped(new SeasonalAutoregression([24]), [24]));

        Assert.InRange(clipped / plain, 0, 0.5);

        double Off(IForecastMethod method) => Fitting.Forecasts(method, bursts, 24).Zip(expected, (point, value) => Math.Abs(point - value)).Average();
    }

    private static double[] Burst() => [.. Steady.Select((value, i) => i is >= 470 and < 476 ? value + 100 : value)];
}
