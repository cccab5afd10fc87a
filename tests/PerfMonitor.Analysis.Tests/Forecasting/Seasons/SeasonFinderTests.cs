using PerfMonitor.Analysis.Forecasting.Seasons;
using PerfMonitor.Testing.Series;

namespace PerfMonitor.Analysis.Tests.Forecasting.Seasons;

public sealed class SeasonFinderTests
{
    [Theory]
    [InlineData(700, 2, new[] { 24, 168 }, new[] { 24, 168 })]
    [InlineData(700, 2, new[] { 24 }, new[] { 24 })]
    [InlineData(700, 2, new[] { 17 }, new[] { 17 })]
    [InlineData(400, 2, new[] { 24, 168 }, new[] { 24 })]
    [InlineData(700, 10, new int[0], new int[0])]
    [InlineData(50, 1, new[] { 24 }, new int[0])]
    public void Finds_the_seasons_that_repeat_often_enough(int length, double noise, int[] periods, int[] expected) =>
        Assert.Equal(expected, SeasonFinder.Find(Wave.Of(length, noise, periods), [24, 168]));

    [Fact]
    public void Finds_no_season_in_a_trend() =>
        Assert.Empty(SeasonFinder.Find([.. Enumerable.Range(0, 700).Select(i => (double)i)], [24, 168]));

    // With the share alone, without the test, three of four of these would be found to have a season.
    [Fact]
    public void Rarely_finds_a_season_in_a_series_that_only_wanders()
    {
        var random = new Random(4);
        int found = 0;
        for (int round = 0; round < 100; round++)
        {
            var values = new double[500];
            for (int i = 1; i < values.Length; i++) values[i] = (0.8 * values[i - 1]) + Gauss.Next(random);
            if (SeasonFinder.Find(values, []).Count > 0) found++;
        }

        Assert.InRange(found, 0, 10);
    }

    [Fact]
    public void Finds_a_week_on_top_of_a_given_day() => Assert.Equal(168, SeasonFinder.Further(Wave.Of(960, 4, 24, 168), 24, [24, 168]));
}
