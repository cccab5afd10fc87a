using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class EvaluationHoldTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly EvaluationHold _hold = new();

    [Fact]
    public void Holds_while_the_bus_is_away() => Assert.NotNull(Reason(connected: false, lagSeconds: 0, deliveredAt: 0, now: 100));

    [Fact]
    public void Holds_for_a_moment_after_the_bus_is_back_until_something_was_delivered_or_nothing_waits()
    {
        Assert.NotNull(Reason(connected: true, lagSeconds: 0, deliveredAt: -10, now: 0));
        Assert.NotNull(Reason(connected: true, lagSeconds: 0, deliveredAt: -10, now: 1.9));
        Assert.Null(Reason(connected: true, lagSeconds: 0, deliveredAt: -10, now: 2));
        Assert.Null(new EvaluationHold().Reason(true, TimeSpan.Zero, Start.AddSeconds(0.5), Start));
    }

    [Fact]
    public void Holds_while_a_backlog_is_worked_off()
    {
        Assert.NotNull(Reason(connected: true, lagSeconds: 300, deliveredAt: 0, now: 0));
        Assert.NotNull(Reason(connected: true, lagSeconds: 16, deliveredAt: 5, now: 5.1));
        Assert.Null(Reason(connected: true, lagSeconds: 1, deliveredAt: 6, now: 6.1));
    }

    [Fact]
    public void Does_not_hold_when_the_bus_has_fallen_silent_after_an_old_delivery() =>
        Assert.Null(Reason(connected: true, lagSeconds: 300, deliveredAt: 0, now: 2.1, warmUpAt: -10));

    [Fact]
    public void Gives_up_on_a_backlog_that_does_not_end()
    {
        Assert.NotNull(Reason(connected: true, lagSeconds: 300, deliveredAt: 0, now: 0));
        Assert.NotNull(Reason(connected: true, lagSeconds: 300, deliveredAt: 119, now: 119));
        Assert.Null(Reason(connected: true, lagSeconds: 300, deliveredAt: 120, now: 120));
    }

    private string? Reason(bool connected, double lagSeconds, double deliveredAt, double now, double? warmUpAt = null)
    {
        if (warmUpAt is { } warm)
        {
            _hold.Reason(true, TimeSpan.Zero, Start.AddSeconds(warm), Start.AddSeconds(warm));
        }

        return _hold.Reason(connected, TimeSpan.FromSeconds(lagSeconds), Start.AddSeconds(deliveredAt), Start.AddSeconds(now));
    }
}
