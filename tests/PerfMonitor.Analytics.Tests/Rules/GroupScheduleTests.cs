using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class GroupScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Has_its_regular_turns_on_multiples_of_the_interval()
    {
        var schedule = Schedule(followsSamples: true);

        Assert.Equal([Turn.Regular, Turn.None, Turn.Regular, Turn.None, Turn.Regular], Turns(schedule, 0.4, 0.9, 1.0, 1.5, 4.2));
        Assert.Equal(Start.AddSeconds(5), schedule.NextDue);
    }

    [Fact]
    [Trait("feature", "S3-06")]
    public void Has_an_extra_turn_when_samples_arrive_but_not_within_the_gap()
    {
        var schedule = Schedule(followsSamples: true);
        Turns(schedule, 0.0);

        schedule.Touch(Start);
        Assert.Equal([Turn.None, Turn.Extra, Turn.None], Turns(schedule, 0.1, 0.2, 0.3));

        schedule.Touch(Start.AddSeconds(0.3));
        Assert.Equal(Start.AddSeconds(0.4), schedule.NextDue);
    }

    [Fact]
    public void Lets_samples_gather_that_come_in_several_deliveries()
    {
        var schedule = Schedule(followsSamples: true, gather: 30);
        Turns(schedule, 0.0);

        schedule.Touch(Start.AddSeconds(0.5));
        schedule.Touch(Start.AddSeconds(0.52));

        Assert.Equal([Turn.None, Turn.Extra, Turn.None], Turns(schedule, 0.529, 0.53, 0.6));
    }

    [Theory]
    [InlineData(true, 1.0)]
    [InlineData(false, 1.6)]
    public void Needs_no_regular_turn_within_an_interval_of_an_extra_one_unless_it_records(bool records, double next)
    {
        var schedule = Schedule(followsSamples: true, records: records);
        Turns(schedule, 0.0);
        schedule.Touch(Start.AddSeconds(0.6));

        Assert.Equal([Turn.Extra], Turns(schedule, 0.6));

        Assert.Equal(Start.AddSeconds(next), schedule.NextDue);
    }

    [Fact]
    public void Has_an_extra_turn_when_the_time_of_an_alert_runs_out()
    {
        var schedule = Schedule(followsSamples: true);
        Turns(schedule, 0.0);

        schedule.WakeAt(Start.AddSeconds(0.7));

        Assert.Equal([Turn.None, Turn.Extra, Turn.None], Turns(schedule, 0.6, 0.7, 0.8));
    }

    [Fact]
    public void Has_one_turn_for_a_time_that_has_run_out_though_the_rule_fails_at_it()
    {
        var schedule = Schedule(followsSamples: true);
        Turns(schedule, 0.0);
        schedule.WakeAt(Start.AddSeconds(0.7));
        Turns(schedule, 0.75);

        schedule.WakeAt(Start.AddSeconds(0.7));

        Assert.Equal([Turn.None, Turn.None, Turn.Regular], Turns(schedule, 0.76, 0.99, 1.0));
    }

    [Fact]
    public void Tells_whether_the_time_of_an_alert_runs_out_before_the_next_regular_turn()
    {
        var schedule = Schedule(followsSamples: true);
        Turns(schedule, 0.0);

        schedule.WakeAt(Start.AddSeconds(0.7));
        Assert.True(schedule.WakesEarly);
        schedule.WakeAt(Start.AddSeconds(1));
        Assert.False(schedule.WakesEarly);
    }

    [Fact]
    public void Keeps_to_an_interval_that_the_file_states()
    {
        var schedule = Schedule(followsSamples: false);
        Turns(schedule, 0.0);

        schedule.Touch(Start);
        schedule.WakeAt(Start.AddSeconds(0.5));

        Assert.Equal([Turn.None, Turn.Regular], Turns(schedule, 0.6, 1.0));
    }

    [Theory]
    [InlineData(1, 25)]
    [InlineData(10, 90)]
    [InlineData(100, 200)]
    public void Rests_nine_times_as_long_as_evaluations_take_within_the_bounds_where_it_is_touched_all_the_time(int took, int gap)
    {
        var (schedule, now) = (Schedule(followsSamples: true, shortest: 25), Start);
        var gaps = new List<double>();
        for (var turn = 0; turn < 100; turn++)
        {
            schedule.Take(now);
            schedule.Took(TimeSpan.FromMilliseconds(took));
            schedule.Touch(now);
            gaps.Add((schedule.NextDue - now).TotalMilliseconds);
            now = schedule.NextDue;
        }

        Assert.Equal(gap, gaps[50..].Average(), tolerance: gap * 0.05);
    }

    [Theory]
    [InlineData(50, 2)]
    [InlineData(20, 5)]
    [InlineData(300, 0)]
    public void Follows_a_few_samples_at_once_after_a_rest_however_long_an_evaluation_takes(int took, int atOnce)
    {
        var (schedule, now) = (Schedule(followsSamples: true, shortest: 25), Start.AddSeconds(0.5));
        var followed = -1;
        do
        {
            followed++;
            schedule.Take(now);
            schedule.Took(TimeSpan.FromMilliseconds(took));
            schedule.Touch(now);
            now += TimeSpan.FromMilliseconds(25);
        }
        while (schedule.NextDue <= now && followed < 100);

        Assert.Equal(atOnce, followed);
    }

    [Fact]
    public void Owes_no_more_than_it_ever_rests()
    {
        var schedule = Schedule(followsSamples: true, shortest: 25);
        schedule.Take(Start);
        schedule.Took(TimeSpan.FromSeconds(10));
        schedule.Take(Start.AddSeconds(1));
        schedule.Took(TimeSpan.FromMilliseconds(1));
        schedule.Take(Start.AddSeconds(2));

        schedule.Touch(Start.AddSeconds(2));

        Assert.Equal(Start.AddMilliseconds(2_025), schedule.NextDue);
    }

    private static GroupSchedule Schedule(bool followsSamples, int shortest = 200, int gather = 0, bool records = true) => new(
        new GroupPace(TimeSpan.FromSeconds(1), followsSamples, TimeSpan.FromMilliseconds(shortest), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(gather)),
        records);

    private static List<Turn> Turns(GroupSchedule schedule, params double[] seconds) => [.. seconds.Select(second => schedule.Take(Start.AddSeconds(second)))];
}
