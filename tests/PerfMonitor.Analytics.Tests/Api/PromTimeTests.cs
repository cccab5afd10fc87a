using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Tests.Api;

public sealed class PromTimeTests
{
    [Theory]
    [InlineData("1435781430.781", 1435781430781)]
    [InlineData("1435781430", 1435781430000)]
    [InlineData("-1.5", -1500)]
    [InlineData("1e3", 1000000)]
    [InlineData("2015-07-01T20:10:30.781Z", 1435781430781)]
    [InlineData("2015-07-01T22:10:30.781+02:00", 1435781430781)]
    [InlineData("-292273086-05-16T16:47:06Z", -9_000_000_000_000)]
    [InlineData("292277025-08-18T07:12:54.999999999Z", 9_000_000_000_000)]
    public void Reads_moments(string text, long milliseconds)
    {
        Assert.True(PromTime.TryParseMoment(text, out var read));
        Assert.Equal(milliseconds, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("2015-07-01")]
    [InlineData("2015-07-01T20:10:30")]
    [InlineData("NaN")]
    [InlineData("Inf")]
    [InlineData("1e20")]
    public void Refuses_what_is_no_moment(string text) => Assert.False(PromTime.TryParseMoment(text, out _));

    [Theory]
    [InlineData("1435781430.781", 1435781430781)]
    [InlineData("2015-07-01T20:10:30.781Z", 1435781430781)]
    [InlineData("1767614400000", 9_000_000_000_000)]
    [InlineData("-1e300", -9_000_000_000_000)]
    public void Takes_an_end_of_a_range_beyond_every_moment_for_the_outermost(string text, long milliseconds)
    {
        Assert.True(PromTime.TryParseBound(text, out var read));
        Assert.Equal(milliseconds, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("NaN")]
    [InlineData("Inf")]
    public void Refuses_what_is_no_end_of_a_range(string text) => Assert.False(PromTime.TryParseBound(text, out _));

    [Theory]
    [InlineData("15", 15000)]
    [InlineData("0.5", 500)]
    [InlineData("1m30s", 90000)]
    [InlineData("250ms", 250)]
    public void Reads_durations(string text, long milliseconds)
    {
        Assert.True(PromTime.TryParseDuration(text, out var read));
        Assert.Equal(milliseconds, read);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("1e15")]
    [InlineData("1 minute")]
    public void Refuses_what_is_no_duration(string text) => Assert.False(PromTime.TryParseDuration(text, out _));

    [Theory]
    [InlineData(1435781430781, "1435781430.781")]
    [InlineData(1435781430000, "1435781430")]
    [InlineData(1005, "1.005")]
    [InlineData(-1500, "-1.500")]
    public void Writes_moments_as_seconds(long milliseconds, string text) => Assert.Equal(text, PromTime.Format(milliseconds));
}
