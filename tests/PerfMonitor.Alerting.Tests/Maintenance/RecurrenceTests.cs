using System.Globalization;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Tests.Maintenance;

public sealed class RecurrenceTests
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

    [Theory]
    [InlineData("Sunday", "02:00", 120, "Europe/Berlin", "2026-03-20T12:00Z", "2026-03-22T02:00:00+01:00", "2026-03-22T04:00:00+01:00")]

    // While it goes on, and at the moment it begins, the next is that of the week after.
    [InlineData("Sunday", "02:00", 120, "Europe/Berlin", "2026-03-22T01:00Z", "2026-03-29T03:00:00+02:00", "2026-03-29T05:00:00+02:00")]

    // Put forward at 02:00: one that begins before and ends after lasts as long as always; its end reads an hour later.
    [InlineData("Sunday", "01:30", 60, "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00")]
    [InlineData("Sunday", "02:30", 60, "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29T03:00:00+02:00", "2026-03-29T04:00:00+02:00")]
    [InlineData("Sunday", "02:10", 60, "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29T03:00:00+02:00", "2026-03-29T04:00:00+02:00")]
    [InlineData("Sunday", "03:00", 60, "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29T03:00:00+02:00", "2026-03-29T04:00:00+02:00")]
    [InlineData("Sunday", "02:00", 120, "Europe/Berlin", "2026-03-30T12:00Z", "2026-04-05T02:00:00+02:00", "2026-04-05T04:00:00+02:00")]

    // Put back at 03:00: 02:30 comes twice and counts at the first.
    [InlineData("Sunday", "02:30", 60, "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00")]
    [InlineData("Sunday", "02:30", 60, "Europe/Berlin", "2026-10-25T00:30Z", "2026-11-01T02:30:00+01:00", "2026-11-01T03:30:00+01:00")]
    [InlineData("Sunday", "01:30", 180, "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25T01:30:00+02:00", "2026-10-25T03:30:00+01:00")]

    // Elsewhere the clocks change on other days, at midnight, and by half an hour.
    [InlineData("Sunday", "02:30", 60, "America/New_York", "2026-03-07T12:00Z", "2026-03-08T03:00:00-04:00", "2026-03-08T04:00:00-04:00")]
    [InlineData("Friday", "00:15", 60, "Africa/Cairo", "2026-04-23T12:00Z", "2026-04-24T01:00:00+03:00", "2026-04-24T02:00:00+03:00")]
    [InlineData("Sunday", "02:15", 60, "Australia/Lord_Howe", "2026-10-03T12:00Z", "2026-10-04T02:30:00+11:00", "2026-10-04T03:30:00+11:00")]
    [InlineData("Monday,Thursday", "22:00", 240, "Asia/Tokyo", "2026-03-02T13:00Z", "2026-03-05T22:00:00+09:00", "2026-03-06T02:00:00+09:00")]
    public void Names_its_next_occurrence_by_the_clock_there(string days, string start, int minutes, string zone, string now, string starts, string ends)
    {
        var next = Weekly(days, start, minutes, zone).Next(Time(now))!;

        Assert.Equal((starts, ends), (Written(next.StartsAt), Written(next.EndsAt)));
        Assert.Equal(TimeSpan.FromMinutes(minutes), next.EndsAt - next.StartsAt);

        static string Written(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Has_no_next_occurrence_in_a_zone_this_machine_does_not_know() =>
        Assert.Null(Weekly("Monday", "00:00", 60, "Mars/Olympus").Next(Time("2026-03-02T12:00Z")));

    // The 29th to 31st, and a fifth Monday, are not in every month; the last days are.
    [Theory]
    [InlineData("daily", "2026-03-28T12:00Z", "2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00", "2026-03-31T02:30:00+02:00")]
    [InlineData("daily", "2026-10-24T12:00Z", "2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00", "2026-10-27T02:30:00+01:00")]
    [InlineData("15", "2026-03-15T01:30Z", "2026-04-15T02:30:00+02:00", "2026-05-15T02:30:00+02:00", "2026-06-15T02:30:00+02:00")]
    [InlineData("31", "2026-01-31T12:00Z", "2026-03-31T02:30:00+02:00", "2026-05-31T02:30:00+02:00", "2026-07-31T02:30:00+02:00")]
    [InlineData("-1", "2026-01-31T12:00Z", "2026-02-28T02:30:00+01:00", "2026-03-31T02:30:00+02:00", "2026-04-30T02:30:00+02:00")]
    [InlineData("-31", "2026-01-01T12:00Z", "2026-03-01T02:30:00+01:00", "2026-05-01T02:30:00+02:00", "2026-07-01T02:30:00+02:00")]
    [InlineData("1,-3", "2026-02-01T12:00Z", "2026-02-26T02:30:00+01:00", "2026-03-01T02:30:00+01:00", "2026-03-29T03:00:00+02:00")]
    [InlineData("2 Tuesday", "2026-03-01T12:00Z", "2026-03-10T02:30:00+01:00", "2026-04-14T02:30:00+02:00", "2026-05-12T02:30:00+02:00")]
    [InlineData("-1 Sunday", "2026-03-01T12:00Z", "2026-03-29T03:00:00+02:00", "2026-04-26T02:30:00+02:00", "2026-05-31T02:30:00+02:00")]
    [InlineData("5 Monday", "2026-03-30T12:00Z", "2026-06-29T02:30:00+02:00", "2026-08-31T02:30:00+02:00", "2026-11-30T02:30:00+01:00")]
    public void Comes_back_each_day_and_on_days_of_the_month_by_the_clock_there(string days, string now, params string[] starts)
    {
        var parts = days.Split(',');
        var recurrence = Weekly("", "02:30", 60, "Europe/Berlin") with
        {
            Dates = [.. parts.Where(part => int.TryParse(part, CultureInfo.InvariantCulture, out _)).Select(part => int.Parse(part, CultureInfo.InvariantCulture))],
            Weekdays = [.. parts.Where(part => part.Contains(' ', StringComparison.Ordinal)).Select(part => new MonthWeekday(int.Parse(part.Split(' ')[0], CultureInfo.InvariantCulture), Enum.Parse<DayOfWeek>(part.Split(' ')[1])))],
        };

        var from = Time(now);
        foreach (var start in starts)
        {
            var next = recurrence.Next(from)!;
            Assert.Equal(start, next.StartsAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
            Assert.Equal((null, next.EndsAt), (recurrence.EndOfCurrent(next.StartsAt.AddSeconds(-1)), recurrence.EndOfCurrent(next.StartsAt)));
            from = next.StartsAt;
        }
    }

    [Fact]
    public void Is_read_as_it_was_stored_when_it_could_only_be_weekly()
    {
        var stored = StoredJson.Read<Recurrence>("""{"days":["Sunday"],"start":"02:00:00","duration":"01:30:00","timeZone":"Europe/Berlin"}""");

        var next = stored.Next(Time("2026-03-16T12:00Z"))!;
        Assert.Equal((Time("2026-03-22T01:00Z"), Time("2026-03-22T02:30Z")), (next.StartsAt, next.EndsAt));
    }

    private static Recurrence Weekly(string days, string start, int minutes, string zone) => new()
    {
        Days = days.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<DayOfWeek>).ToList(),
        Start = TimeOnly.ParseExact(start, "HH:mm"),
        Duration = TimeSpan.FromMinutes(minutes),
        TimeZone = zone,
    };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
