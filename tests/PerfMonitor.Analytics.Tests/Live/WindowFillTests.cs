using PerfMonitor.Analytics.Live;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Live;

public sealed class WindowFillTests
{
    private static readonly SeriesId Series = new(1);

    [Fact]
    public void Grants_no_more_than_the_bound_of_a_minute()
    {
        var fill = new WindowFill(maxPerMinute: 5);

        Assert.Equal([3, 2, 0], [fill.Reserve(Series, 1, 3, out _), fill.Reserve(Series, 1, 3, out _), fill.Reserve(Series, 1, 3, out _)]);
        Assert.Equal(3, fill.Reserve(Series, 2, 3, out _));
    }

    [Fact]
    public void Says_which_entries_are_the_first_of_a_key()
    {
        var fill = new WindowFill(maxPerMinute: 5);
        fill.Reserve(Series, 1, 1, out var first);
        fill.Reserve(Series, 1, 1, out var second);
        fill.Forget();
        fill.Reserve(Series, 1, 1, out var afterwards);

        Assert.Equal([true, false, true], [first, second, afterwards]);
    }

    [Fact]
    public void Forgets_minutes_that_are_over()
    {
        var fill = new WindowFill(maxPerMinute: 5);
        fill.Reserve(Series, 1, 5, out _);
        fill.Reserve(Series, 2, 5, out _);

        fill.ForgetBefore(2);

        Assert.Equal([5, 0], [fill.Reserve(Series, 1, 5, out _), fill.Reserve(Series, 2, 5, out _)]);
    }
}
