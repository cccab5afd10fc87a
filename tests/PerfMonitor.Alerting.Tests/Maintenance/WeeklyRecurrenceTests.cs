using System.Globalization;
using PerfMonitor.Alerting.Maintenance;

namespace PerfMonitor.Alerting.Tests.Maintenance;

public sealed class WeeklyRecurrenceTests
{
    // 2 March 2026 is a Monday; Berlin is one hour ahead of UTC until 29 March, 02:00 there, and again from 25 October, 03:00 there.
    [Theory]
    [InlineData("Monday", "02:00", 120, "UTC", "2026-03-02T02:00Z", "2026-03-02T04:00Z")]
    [InlineData("Monday", "02:00", 120, "UTC", "2026-03-02T03:59Z", "2026-03-02T04:00Z")]
    [InlineData("Monday", "02:00", 120, "UTC", "2026-03-02T04:00Z", null)]
    [InlineData("Monday", "02:00", 120, "UTC", "2026-03-02T01:59Z", null)]
    [InlineData("Monday", "02:00", 120, "UTC", "2026-03-03T03:00Z", null)]
    [InlineData("Monday", "02:00", 120, "Europe/Berlin", "2026-03-02T01:00Z", "2026-03-02T03:00Z")]
    [InlineData("Monday", "23:00", 180, "UTC", "2026-03-03T01:00Z", "2026-03-03T02:00Z")]
    [InlineData("Sunday", "23:30", 60, "America/New_York", "2026-03-02T05:00Z", "2026-03-02T05:30Z")]
    [InlineData("Monday,Tuesday", "00:00", 1440, "UTC", "2026-03-03T12:00Z", "2026-03-04T00:00Z")]
    [InlineData("Monday", "00:00", 10080, "UTC", "2026-03-08T23:59Z", "2026-03-09T00:00Z")]
    public void Covers_the_hours_of_the_wall_clock_there(string days, string start, int minutes, string zone, string now, string? end) =>
        Assert.Equal(end is null ? null : Time(end), Weekly(days, start, minutes, zone).EndOfCurrent(Time(now)));

    [Fact]
    public void Begins_after_the_gap_when_spring_skips_its_start() =>
        Assert.Equal(Time("2026-03-29T02:00Z"), Weekly("Sunday", "02:30", 60, "Europe/Berlin").EndOfCurrent(Time("2026-03-29T01:10Z")));

    [Fact]
    public void Begins_at_the_first_of_two_equal_times_in_autumn()
    {
        var weekly = Weekly("Sunday", "02:30", 60, "Europe/Berlin");

        Assert.Equal(Time("2026-10-25T01:30Z"), weekly.EndOfCurrent(Time("2026-10-25T00:40Z")));
        Assert.Null(weekly.EndOfCurrent(Time("2026-10-25T01:40Z")));
    }

    [Fact]
    public void Holds_nothing_back_in_a_zone_this_machine_does_not_know() =>
        Assert.Null(Weekly("Monday", "00:00", 1440, "Mars/Olympus").EndOfCurrent(Time("2026-03-02T12:00Z")));

    private static WeeklyRecurrence Weekly(string days, string start, int minutes, string zone) => new(
        days.Split(',').Select(Enum.Parse<DayOfWeek>).ToList(),
        TimeOnly.ParseExact(start, "HH:mm"),
        TimeSpan.FromMinutes(minutes),
        zone);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
