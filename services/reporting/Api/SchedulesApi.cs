using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PerfMonitor.Reporting.Schedules;
using PerfMonitor.ServiceDefaults;
using Quartz;

namespace PerfMonitor.Reporting.Api;

/// <summary>The schedules as they are set, and when they run.</summary>
internal static class SchedulesApi
{
    public static void MapSchedulesApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/report-schedules", ListAsync).RequireAuthorization(Roles.Viewer).AddEndpointFilter<DatabaseAway>();

    private static async Task<Ok<ScheduleListDto>> ListAsync(
        ISchedulerFactory schedulers,
        IOptions<ScheduleOptions> schedules,
        IOptions<ReportingOptions> reporting,
        CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var list = new List<ScheduleDto>();
        foreach (var (name, schedule) in schedules.Value.Reports.OrderBy(schedule => schedule.Key, StringComparer.Ordinal))
        {
            var trigger = await scheduler.GetTrigger(ScheduleRegistration.TriggerOf(name), cancellationToken);
            list.Add(new ScheduleDto
            {
                Name = name,
                Enabled = schedule.Enabled,
                Title = schedule.Title,
                Cron = schedule.Cron,
                TimeZone = reporting.Value.Zone.Id,
                Period = schedule.Period.ToString().ToLowerInvariant(),
                MailTo = schedule.MailTo,
                NextRunAt = trigger?.NextFireTimeUtc,
                LastRunAt = trigger?.PreviousFireTimeUtc,
            });
        }

        return TypedResults.Ok(new ScheduleListDto(list));
    }
}

/// <summary>All schedules.</summary>
internal sealed record ScheduleListDto(IReadOnlyList<ScheduleDto> Schedules);

/// <summary>A schedule as the API shows it.</summary>
internal sealed record ScheduleDto
{
    public required string Name { get; init; }

    public required bool Enabled { get; init; }

    public required string Title { get; init; }

    /// <summary>crontab's five fields.</summary>
    public required string Cron { get; init; }

    public required string TimeZone { get; init; }

    /// <summary>day, week or month: the last whole one is reported on.</summary>
    public required string Period { get; init; }

    public required IReadOnlyList<string> MailTo { get; init; }

    public DateTimeOffset? NextRunAt { get; init; }

    public DateTimeOffset? LastRunAt { get; init; }
}
