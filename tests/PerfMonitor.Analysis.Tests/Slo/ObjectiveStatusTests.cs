using PerfMonitor.Analysis.Slo;

namespace PerfMonitor.Analysis.Tests.Slo;

[Trait("feature", "S2-100")]
public sealed class ObjectiveStatusTests
{
    private static readonly Objective Promise = new(0.999, TimeSpan.FromDays(30));
    private static readonly TimeSpan Long = TimeSpan.FromDays(60);

    [Theory]
    [InlineData(30, 14.4, 6, 1)]
    [InlineData(7, 3.36, 1.4, 1)]
    [InlineData(1, 1, 1, 1)]
    public void Burn_rates_of_the_three_pairs_are_those_of_the_workbook_and_never_below_what_lasts(int days, double fast, double medium, double slow) => Assert.Equal(
        [fast, medium, slow], BurnWindow.Default.Select(window => Math.Round(window.Factor(Promise with { Window = TimeSpan.FromDays(days) }), 9)));

    [Fact]
    public void Without_events_nothing_is_said() => Assert.Equal(
        (ObjectiveState.NoData, null, null, "No events yet: nothing can be said about this objective."),
        Facts(ObjectiveStatus.Of(Promise, _ => default, Long)));

    [Fact]
    public void Good_events_leave_the_budget_untouched() => Assert.Equal(
        (ObjectiveState.Acceptable, 1.0, 1.0, "100 % good over 30 d, 99.9 % promised; 100 % of the error budget is left. It lasts."),
        Facts(ObjectiveStatus.Of(Promise, History(since: TimeSpan.Zero, errors: 0), Long)));

    [Fact]
    public void An_outage_that_goes_on_is_critical_and_says_when_the_budget_is_gone()
    {
        // One event a second; for 20 minutes 10 % of them have been bad: 120 of the 2,592 that may be.
        var status = ObjectiveStatus.Of(Promise, History(TimeSpan.FromMinutes(20), errors: 0.1), Long);

        Assert.Equal(ObjectiveState.Critical, status.State);
        Assert.Equal(1 - (120 / 2_592.0), status.BudgetRemaining!.Value, 9);
        Assert.Equal(33.333, status.RecentRate!.Value, 3);
        Assert.Equal(20.6, status.GoneIn!.Value.TotalHours, 1);
        Assert.Equal("99.995 % good over 30 d, 99.9 % promised; 95.4 % of the error budget is left. At the rate of the last hour (33.3× the allowed one) the budget is gone in 21 h.", status.Words);
        Assert.Equal([true, false, false], status.Burns.Select(burn => burn.IsBurning));
        Assert.Equal("the last 60 min burn at 33.3× and the last 5 min at 100×, both at 14.4× or more", status.Burns[0].Reason);
    }

    [Fact]
    public void An_outage_that_is_over_recovers()
    {
        var status = ObjectiveStatus.Of(Promise, span => Counts(span, badFrom: TimeSpan.FromMinutes(30), badTo: TimeSpan.FromMinutes(10), 0.1), Long);

        Assert.Equal(ObjectiveState.Recovering, status.State);
        Assert.Equal("the last 60 min burnt at 33.3×, but the last 5 min only at 0×: it has stopped", status.Burns[0].Reason);
        Assert.EndsWith("It burnt, and has stopped.", status.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_burn_is_increasing()
    {
        var status = ObjectiveStatus.Of(Promise, History(TimeSpan.FromDays(4), errors: 0.002), Long);

        Assert.Equal((ObjectiveState.Increasing, 2.0), (status.State, Math.Round(status.RecentRate!.Value, 9)));
        Assert.Equal([false, false, true], status.Burns.Select(burn => burn.IsBurning));
        Assert.EndsWith("At the rate of the last hour (2× the allowed one) the budget is gone in 11 d.", status.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_that_is_used_up_is_critical_while_more_goes_and_recovers_after()
    {
        var burning = ObjectiveStatus.Of(Promise, History(TimeSpan.FromDays(30), errors: 0.0025), Long);
        var stopped = ObjectiveStatus.Of(Promise, span => Counts(span, TimeSpan.FromDays(30), TimeSpan.FromDays(4), 0.0025), Long);

        Assert.Equal((ObjectiveState.Critical, -1.5, null), (burning.State, Math.Round(burning.BudgetRemaining!.Value, 9), burning.GoneIn));
        Assert.Equal(ObjectiveState.Recovering, stopped.State);
        Assert.Equal("99.783 % good over 30 d, 99.9 % promised; the error budget is used up (2.2 times over). No more is being used up; it fills again as old failures leave the window.", stopped.Words);
    }

    [Fact]
    public void A_handful_of_bad_events_wakes_nobody()
    {
        // One event a minute, of which the newest four failed.
        var status = ObjectiveStatus.Of(Promise, span => new EventCounts(span.TotalMinutes - Math.Min(4, span.TotalMinutes), span.TotalMinutes), Long);

        Assert.Equal(ObjectiveState.Acceptable, status.State);
        Assert.Equal("only 4 bad events in the last 60 min, 5 needed: too few to tell from chance", status.Burns[0].Reason);
    }

    [Fact]
    public void A_pair_waits_for_half_of_its_long_window()
    {
        // Nothing but failures for twenty minutes, of the 43.2 that 30 days allow.
        var status = ObjectiveStatus.Of(Promise, span => new EventCounts(0, Math.Min(span.TotalSeconds, 1_200)), TimeSpan.FromMinutes(20));

        Assert.Equal("not enough data: 20 min of 30 min needed", status.Burns[0].Reason);
        Assert.DoesNotContain(status.Burns, burn => burn.IsBurning);
        Assert.StartsWith("0 % good over 20 min known of 30 d, 99.9 % promised; 53.7 % of the error budget is left.", status.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_that_disagree_by_a_little_give_no_negative_errors() => Assert.Equal((0.0, 0.0), (new EventCounts(10.1, 10).Bad, new EventCounts(10.1, 10).ErrorRatio));

    private static (ObjectiveState, double?, double?, string) Facts(ObjectiveStatus status) => (status.State, status.GoodRatio, status.BudgetRemaining, status.Words);

    private static Func<TimeSpan, EventCounts> History(TimeSpan since, double errors) => span => Counts(span, since, TimeSpan.Zero, errors);

    // One event a second; bad ones from so long ago until so long ago.
    private static EventCounts Counts(TimeSpan span, TimeSpan badFrom, TimeSpan badTo, double errors)
    {
        var bad = Math.Max(0, (Math.Min(span.TotalSeconds, badFrom.TotalSeconds) - badTo.TotalSeconds) * errors);
        return new EventCounts(span.TotalSeconds - bad, span.TotalSeconds);
    }
}
