using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Forecasting;

namespace PerfMonitor.Analysis.Tests.Capacity;

public sealed class TimeToThresholdTests
{
    private static readonly Forecast Rising = Outlook.Of([1, 2, 3], [2, 4, 6], [3, 6, 9]);
    private static readonly Forecast Falling = Outlook.Of([-3, -6, -9], [-2, -4, -6], [-1, -2, -3]);

    // From a last value of 0. Between steps the path is a line: 4 lies a third of the way from 3 (1 h) to 6 (2 h).
    public static TheoryData<Forecast, Threshold, Reach> Read() => new()
    {
        { Rising, new(4, ThresholdSide.FromBelow), new WithinHorizon(Minutes(80), Minutes(120), null, "4 is reached in 2 h (95 %: 80 min to more than 3 h)") },
        { Rising, new(2, ThresholdSide.FromBelow), new WithinHorizon(Minutes(40), Minutes(60), Minutes(120), "2 is reached in 60 min (95 %: 40 min to 2 h)") },
        { Rising, new(8, ThresholdSide.FromBelow), new WithinHorizon(Minutes(160), null, null, "8 is not expected within 3 h (95 %: 2.7 h to more than 3 h)") },
        { Rising, new(10, ThresholdSide.FromBelow), new NotWithinHorizon(Minutes(180), "not within 3 h: even the upper bound stays clear of 10") },
        { Rising, new(0, ThresholdSide.FromBelow), new AlreadyBeyond(0, "0 is already at or above 0") },
        { Falling, new(-4, ThresholdSide.FromAbove), new WithinHorizon(Minutes(80), Minutes(120), null, "-4 is reached in 2 h (95 %: 80 min to more than 3 h)") },
        { Falling, new(-10, ThresholdSide.FromAbove), new NotWithinHorizon(Minutes(180), "not within 3 h: even the lower bound stays clear of -10") },
        { Falling, new(1, ThresholdSide.FromAbove), new AlreadyBeyond(0, "0 is already at or below 1") },
    };

    [Theory]
    [MemberData(nameof(Read))]
    [Trait("feature", "S2-95")]
    public void Reads_when_the_bounds_and_the_points_cross(Forecast forecast, Threshold threshold, Reach expected) =>
        Assert.Equal(expected, TimeToThreshold.Of(Outlook.Hourly(9, 0, double.NaN), forecast, threshold));

    [Fact]
    public void Cannot_tell_without_a_forecast() =>
        Assert.Equal(
            new CannotTell("not enough data: 2 of 24 values needed"),
            TimeToThreshold.Of(Outlook.Hourly(1, 2), new Threshold(5, ThresholdSide.FromBelow), new ForecastSettings(24)));

    [Fact]
    public void Cannot_tell_of_nothing() =>
        Assert.IsType<CannotTell>(TimeToThreshold.Of(Outlook.Hourly(), new Threshold(5, ThresholdSide.FromAbove), new ForecastSettings(24)));

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
