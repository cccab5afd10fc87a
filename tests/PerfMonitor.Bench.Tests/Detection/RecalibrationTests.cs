using PerfMonitor.Bench.Detection.Calibration;

namespace PerfMonitor.Bench.Tests.Detection;

public sealed class RecalibrationTests
{
    // Right are so many of ten alerts of 0.2, and so many of ten of 0.8.
    [Theory]
    [InlineData(2, 8, 0.2, 0.8)]
    [InlineData(5, 8, 0.5, 0.8)]
    [InlineData(2, 5, 0.2, 0.5)]
    public void Gives_the_shares_that_were_right(int rightOfLow, int rightOfHigh, double low, double high)
    {
        Alert[] alerts = [.. Enumerable.Range(0, 1_000).SelectMany(i => new Alert[] { new(0.2, i % 10 < rightOfLow), new(0.8, i % 10 < rightOfHigh) })];

        var curve = Recalibration.Fit(alerts);

        Assert.Equal((low, high), (Math.Round(curve.Of(0.2), 2), Math.Round(curve.Of(0.8), 2)));
    }

    [Fact]
    public void Stays_finite_where_every_alert_was_right() =>
        Assert.InRange(Recalibration.Fit([.. Enumerable.Repeat(new Alert(0.9, true), 20)]).Of(0.9), 0.9, 1);

    // Wilson 1927; the second as in Newcombe 1998, table I.
    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(20, 20, 0.8389, 1)]
    [InlineData(0, 20, 0, 0.1611)]
    public void The_interval_of_a_share_is_that_of_Wilson(int found, int of, double lower, double upper)
    {
        var interval = ReliabilityTable.Interval(found, of);

        Assert.Equal((lower, upper), (Math.Round(interval.Lower, 4), Math.Round(interval.Upper, 4)));
    }
}
