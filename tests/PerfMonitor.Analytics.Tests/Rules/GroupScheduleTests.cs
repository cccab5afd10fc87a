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

        schedule.Touch();
        Assert.Equal([Turn.None, Turn.Extra, Turn.None], Turns(schedule, 0.1, 0.2, 0.3));

        schedule.Touch();
        Assert.Equal(Start.AddSeconds(0.4), schedule.NextDue);
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
    public void Keeps_to_an_interval_that_the_file_states()
    {
        var schedule = Schedule(followsSamples: false);
        Turns(schedule, 0.0);

        schedule.Touch();
        schedule.WakeAt(Start.AddSeconds(0.5));

        Assert.Equal([Turn.None, Turn.Regular], Turns(schedule, 0.6, 1.0));
    }

    [Theory]
    [InlineData(1, 25)]
    [InlineData(10, 90)]
    [InlineData(100, 200)]
    public void Rests_nine_times_as_long_as_an_evaluation_took_within_the_bounds(int took, int gap)
    {
        var schedule = Schedule(followsSamples: true, shortest: 25);
        Turns(schedule, 0.0);

        schedule.Took(TimeSpan.FromMilliseconds(took));
        schedule.Touch();

        Assert.Equal(Start.AddMilliseconds(gap), schedule.NextDue);
    }

    private static GroupSchedule Schedule(bool followsSamples, int shortest = 200) => new(TimeSpan.FromSeconds(1), followsSamples, TimeSpan.FromMilliseconds(shortest), TimeSpan.FromMilliseconds(200));

    private static List<Turn> Turns(GroupSchedule schedule, params double[] seconds) => [.. seconds.Select(second => schedule.Take(Start.AddSeconds(second)))];
}
