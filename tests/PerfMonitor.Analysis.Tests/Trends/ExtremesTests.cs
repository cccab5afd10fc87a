using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Trends;

namespace PerfMonitor.Analysis.Tests.Trends;

[Trait("feature", "S1-51")]
public sealed class ExtremesTests
{
    [Fact]
    public void Finds_the_peak_and_the_trough_with_their_first_moments()
    {
        var highest = new RegularSeries(1_000, 100, [double.NaN, 3, 9, 9, double.PositiveInfinity]);
        var lowest = new RegularSeries(1_000, 100, [double.NaN, -1, 2, -1, 5]);

        Assert.Equal(new Extremes(new Extreme(9, 1_200), new Extreme(-1, 1_100)), Extremes.Of(highest, lowest));
    }

    [Fact]
    public void Has_none_where_nothing_was_measured()
    {
        var gaps = new RegularSeries(0, 100, [double.NaN, double.NaN]);

        Assert.Null(Extremes.Of(gaps, gaps));
    }
}
