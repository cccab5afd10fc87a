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

        Assert.Equal([3, 2, 0], [fill.Reserve(Series, 1, 3), fill.Reserve(Series, 1, 3), fill.Reserve(Series, 1, 3)]);
        Assert.Equal(3, fill.Reserve(Series, 2, 3));
    }

    [Fact]
    public void Begins_anew_once_it_is_told_to_forget()
    {
        var fill = new WindowFill(maxPerMinute: 5);
        fill.Reserve(Series, 1, 5);

        fill.Forget();

        Assert.Equal(5, fill.Reserve(Series, 1, 5));
    }

    [Fact]
    public void Forgets_minutes_that_are_over()
    {
        var fill = new WindowFill(maxPerMinute: 5);
        fill.Reserve(Series, 1, 5);
        fill.Reserve(Series, 2, 5);

        fill.ForgetBefore(2);

        Assert.Equal([5, 0], [fill.Reserve(Series, 1, 5), fill.Reserve(Series, 2, 5)]);
    }
}
