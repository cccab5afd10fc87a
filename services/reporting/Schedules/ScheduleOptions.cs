using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using Quartz;

namespace PerfMonitor.Reporting.Schedules;

/// <summary>The schedules (section <c>Schedules</c>): a name, and under it the settings of <see cref="ReportSchedule"/>.</summary>
internal sealed class ScheduleOptions : IValidatableObject
{
    /// <summary>Default: one schedule, <c>daily</c>, as <see cref="ReportSchedule"/>'s defaults say.</summary>
    public Dictionary<string, ReportSchedule> Reports { get; init; } = new(StringComparer.Ordinal) { ["daily"] = new() };

    /// <summary>Runs missed while nothing was running are made up for when they are no older than this. Default: 7 days.</summary>
    public TimeSpan CatchUp { get; init; } = TimeSpan.FromDays(7);

    public IEnumerable<KeyValuePair<string, ReportSchedule>> Enabled => Reports.Where(schedule => schedule.Value.Enabled);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, schedule) in Reports)
        {
            if (schedule.Expression is null)
            {
                yield return new($"'{schedule.Cron}' is not a cron expression; it has five fields (minute hour day month weekday), as in '0 6 * * *' for every day at 06:00.", [$"{nameof(Reports)}:{name}:{nameof(schedule.Cron)}"]);
            }

            foreach (var address in schedule.MailTo.Where(address => !MailAddress.TryCreate(address, out _)))
            {
                yield return new($"'{address}' is not a mail address.", [$"{nameof(Reports)}:{name}:{nameof(schedule.MailTo)}"]);
            }
        }

        if (CatchUp < TimeSpan.Zero || CatchUp > TimeSpan.FromDays(60))
        {
            yield return new($"{CatchUp} is not between 0 and 60 days.", [nameof(CatchUp)]);
        }
    }
}

/// <summary>When a report is made by itself, and who gets it.</summary>
internal sealed class ReportSchedule
{
    /// <summary>Whether it runs. Default: yes.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>When, in crontab's five fields and the zone of <c>Reporting:TimeZone</c>. Default: every day at 06:00.</summary>
    public string Cron { get; init; } = "0 6 * * *";

    /// <summary>What it reports on: the last whole Day, Week or Month. Default: Day.</summary>
    public CalendarPeriod Period { get; init; } = CalendarPeriod.Day;

    /// <summary>The heading of its reports. Default: Daily report.</summary>
    public string Title { get; init; } = "Daily report";

    /// <summary>Who gets it by mail. Default: nobody.</summary>
    public IReadOnlyList<string> MailTo { get; init; } = [];

    /// <summary><see cref="Cron"/> as it is understood; null where it is not.</summary>
    public CronExpression? Expression => CronExpression.TryParse(Cron, CronFormat.Unix, out var expression) ? expression : null;
}
