using System.Globalization;
using PerfMonitor.Reporting.Reports;
using PerfMonitor.Reporting.Schedules;

namespace PerfMonitor.Reporting.Tests.Schedules;

[Trait("feature", "S2-15")]
public sealed class ScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    // The clock goes forward on 30 March 2025 and back on 26 October 2025.
    [Theory]
    [InlineData("Day", "2025-11-22T05:00Z", "2025-11-20T23:00Z", "2025-11-21T23:00Z")]
    [InlineData("Day", "2025-11-21T23:00Z", "2025-11-20T23:00Z", "2025-11-21T23:00Z")]
    [InlineData("Day", "2025-11-21T22:59Z", "2025-11-19T23:00Z", "2025-11-20T23:00Z")]
    [InlineData("Day", "2025-03-31T04:00Z", "2025-03-29T23:00Z", "2025-03-30T22:00Z")]
    [InlineData("Day", "2025-10-27T05:00Z", "2025-10-25T22:00Z", "2025-10-26T23:00Z")]
    [InlineData("Week", "2025-11-24T05:00Z", "2025-11-16T23:00Z", "2025-11-23T23:00Z")]
    [InlineData("Week", "2025-11-23T05:00Z", "2025-11-09T23:00Z", "2025-11-16T23:00Z")]
    [InlineData("Month", "2025-12-01T05:00Z", "2025-10-31T23:00Z", "2025-11-30T23:00Z")]
    [InlineData("Month", "2026-01-31T05:00Z", "2025-11-30T23:00Z", "2025-12-31T23:00Z")]
    public void A_schedule_reports_on_the_last_whole_day_week_or_month_of_its_zone(string kind, string run, string from, string to) =>
        Assert.Equal(new ReportPeriod(Time(from), Time(to)), Enum.Parse<CalendarPeriod>(kind).LastBefore(Time(run), Berlin));

    [Fact]
    public void Where_midnight_does_not_exist_the_day_begins_when_the_hour_is_over()
    {
        // In Beirut the clock went from midnight to one on 30 March 2025.
        var beirut = TimeZoneInfo.FindSystemTimeZoneById("Asia/Beirut");

        Assert.Equal(Time("2025-03-29T22:00Z"), CalendarPeriod.Day.LastBefore(Time("2025-03-31T06:00Z"), beirut).From);
    }

    [Fact]
    public void A_run_that_is_repeated_asks_for_the_same_report_and_another_day_for_another()
    {
        var schedule = new ReportSchedule { Title = "Daily", MailTo = ["a@b.test"] };
        ReportRequest Ask(string name, string run) => ScheduledReport.Of(name, schedule, Time(run), Berlin);

        var request = Ask("daily", "2025-11-22T05:00Z");
        Assert.Equal(request.Id, Ask("daily", "2025-11-22T05:00:07Z").Id);
        Assert.NotEqual(request.Id, Ask("daily", "2025-11-23T05:00Z").Id);
        Assert.NotEqual(request.Id, Ask("other", "2025-11-22T05:00Z").Id);
        Assert.Equal(("Daily", "schedule daily", 8), (request.Title, request.RequestedBy, request.Id.Version));
        Assert.Equal(["a@b.test"], request.MailTo);
    }

    [Theory]
    [InlineData("2025-11-20T05:00Z", "2025-11-20T05:00:01Z", "20")]
    [InlineData("2025-11-18T05:00Z", "2025-11-20T08:00Z", "18 19 20")]
    [InlineData("2025-11-01T05:00Z", "2025-11-20T05:00Z", "13 14 15 16 17 18 19 20")]
    [InlineData("2025-11-01T05:00Z", "2025-11-20T05:00:01Z", "14 15 16 17 18 19 20")]
    [InlineData("2025-11-21T05:00Z", "2025-11-20T05:00Z", "")]
    public void Runs_missed_while_nothing_was_running_are_made_up_for_within_bounds(string first, string now, string days)
    {
        var runs = DueRuns.Of(new ReportSchedule().Expression!, Berlin, Time(first), Time(now), TimeSpan.FromDays(7));

        Assert.Equal(days, string.Join(' ', runs.Select(run => run.Day)));
    }

    [Fact]
    public void Cron_has_the_five_fields_of_crontab()
    {
        Assert.Equal(Time("2025-11-23T05:00Z"), new ReportSchedule().Expression!.WithTimeZone(Berlin).GetNextValidTimeAfter(Time("2025-11-22T05:00Z")));
        Assert.Equal(Time("2025-11-24T06:30Z"), new ReportSchedule { Cron = "30 7 * * 1" }.Expression!.WithTimeZone(Berlin).GetNextValidTimeAfter(Time("2025-11-22T05:00Z")));
        Assert.Null(new ReportSchedule { Cron = "0 0 6 * * ?" }.Expression);
        Assert.Null(new ReportSchedule { Cron = "daily" }.Expression);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
