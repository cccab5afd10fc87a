using System.Globalization;
using PerfMonitor.Alerting.OnCall;

namespace PerfMonitor.Alerting.Tests.OnCall;

public sealed class RosterTests
{
    private static readonly Rotation Weekly = new(["anna", "bob", "cem"], new DateOnly(2026, 3, 2), new TimeOnly(9, 0), 7);
    private static readonly Rotation Nights = new(["nora"], new DateOnly(2026, 3, 2), TimeOnly.MinValue, 1, [DayOfWeek.Saturday], new TimeOnly(22, 0), new TimeOnly(6, 0));

    [Theory]
    [InlineData("2026-03-02T08:59:00+01:00", null)]
    [InlineData("2026-03-02T09:00:00+01:00", "anna")]
    [InlineData("2026-03-09T08:59:00+01:00", "anna")]
    [InlineData("2026-03-09T09:00:00+01:00", "bob")]
    [InlineData("2026-03-16T09:00:00+01:00", "cem")]
    [InlineData("2026-03-23T09:00:00+01:00", "anna")]
    [InlineData("2026-03-30T08:59:00+02:00", "anna")]
    [InlineData("2026-03-30T09:00:00+02:00", "bob")]
    public void Hands_over_at_the_wall_clock_also_when_the_clocks_change(string at, string? expected) =>
        Assert.Equal(expected, Roster.At(new Schedule("ops", "Europe/Berlin", [Weekly]), [], Time(at))?.Person);

    [Theory]
    [InlineData("2026-03-07T21:59:00+01:00", "anna")]
    [InlineData("2026-03-07T22:00:00+01:00", "nora")]
    [InlineData("2026-03-08T05:59:00+01:00", "nora")]
    [InlineData("2026-03-08T06:00:00+01:00", "anna")]
    [InlineData("2026-03-08T22:30:00+01:00", "anna")]
    public void Lets_the_special_rotation_go_before_the_general_one(string at, string expected) =>
        Assert.Equal(expected, Roster.At(new Schedule("ops", "Europe/Berlin", [Weekly, Nights]), [], Time(at))!.Person);

    [Theory]
    [InlineData("2026-03-07T07:59:00Z", "anna")]
    [InlineData("2026-03-07T08:00:00Z", "nora")]
    [InlineData("2026-03-08T07:59:00Z", "nora")]
    [InlineData("2026-03-08T08:00:00Z", "anna")]
    public void Takes_the_same_time_twice_for_a_whole_day(string at, string expected) =>
        Assert.Equal(expected, Roster.At(new Schedule("ops", "UTC", [Weekly, Nights with { From = new TimeOnly(8, 0), To = new TimeOnly(8, 0) }]), [], Time(at))!.Person);

    [Fact]
    public void Lets_a_stand_in_go_before_everybody_and_names_who_entered_him()
    {
        var schedule = new Schedule("ops", "UTC", [Weekly]);
        ScheduleOverride[] overrides = [StandIn("dana", 10, 12, made: 0), StandIn("emil", 11, 12, made: 1), StandIn("fox", 10, 12, made: 2) with { Schedule = "other" }];

        Assert.Equal(
            ["10:00-11:00 dana stands in until 2026-03-03 12:00:00 UTC, entered by boss", "11:00-12:00 emil stands in until 2026-03-03 12:00:00 UTC, entered by boss", "12:00-13:00 anna on call in 'ops'"],
            Roster.Shifts(schedule, overrides, Time("2026-03-03T10:00:00Z"), Time("2026-03-03T13:00:00Z")).Select(shift => $"{shift.From:HH:mm}-{shift.To:HH:mm} {shift.Person} {shift.Reason}"));
    }

    private static ScheduleOverride StandIn(string person, int fromHour, int toHour, int made) => new(
        Guid.NewGuid(), "ops", person, new DateTimeOffset(2026, 3, 3, fromHour, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 3, toHour, 0, 0, TimeSpan.Zero), "boss", new DateTimeOffset(2026, 3, 1, made, 0, 0, TimeSpan.Zero));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
