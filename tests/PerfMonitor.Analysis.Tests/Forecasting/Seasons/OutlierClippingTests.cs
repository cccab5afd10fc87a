using PerfMonitor.Analysis.Forecasting.Methods;
using PerfMonitor.Analysis.Forecasting.Seasons;
using PerfMonitor.Analysis.Tests.Forecasting.Methods;

namespace PerfMonitor.Analysis.Tests.Forecasting.Seasons;

public sealed class OutlierClippingTests
{
    private static readonly double[] Steady = Wave.Of(480, 1, 24);

    // The noise has deviation 1, so the reach is 3. What is left of the burst lifts its phase by a twentieth and the trend by a quarter.
    [Fact]
    public void Draws_a_burst_in_to_the_reach_and_what_it_still_lifts()
    {
        double[] clipped = OutlierClipping.Apply(Burst(), [24]), quiet = Wave.Of(480, 0, 24);

        Assert.All(Enumerable.Range(470, 6), i => Assert.InRange(clipped[i] - quiet[i], 3, 6.5));
    }

    // Of 474 normal values 1.3 lie beyond three deviations, more than six of them once in a thousand times; none lies far beyond.
    [Fact]
    public void Leaves_what_lies_beside_a_burst()
    {
        double[] clipped = OutlierClipping.Apply(Burst(), [24]);

        double[] moved = [.. Enumerable.Range(0, 480).Where(static i => i is < 470 or >= 476).Select(i => Math.Abs(clipped[i] - Steady[i])).Where(static by => by > 1e-9)];

        Assert.InRange(moved.Length, 0, 6);
        Assert.All(moved, static by => Assert.InRange(by, 0, 1));
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

        // Of each burst of 100 about 5 are left: a twentieth, beside what the noise does to both.
        Assert.InRange(clipped / plain, 0, 0.1);

        double Off(IForecastMethod method) => Fitting.Forecasts(method, bursts, 24).Zip(expected, (point, value) => Math.Abs(point - value)).Average();
    }

    private static double[] Burst() => [.. Steady.Select((value, i) => i is >= 470 and < 476 ? value + 100 : value)];
}
