using Microsoft.Extensions.Options;
using Quartz;

namespace PerfMonitor.Reporting.Schedules;

/// <summary>
/// Brings the schedules kept in the database in line with the settings. One whose time did not change keeps its
/// trigger, and with it the runs it has missed.
/// </summary>
internal sealed class ScheduleRegistration(
    ISchedulerFactory schedulers,
    IOptions<ScheduleOptions> schedules,
    IOptions<ReportingOptions> reporting,
    ILogger<ScheduleRegistration> logger) : IHostedService
{
    public const string Group = "reports";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var zone = reporting.Value.Zone;
        var wanted = schedules.Value.Enabled.ToDictionary(schedule => new JobKey(schedule.Key, Group), schedule => schedule.Value);
        foreach (var (key, schedule) in wanted)
        {
            var next = await RegisterAsync(scheduler, key, schedule.Expression!, zone, cancellationToken);
            Log.Scheduled(logger, key.Name, schedule.Cron, zone.Id, next);
        }

        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Group), cancellationToken))
        {
            if (!wanted.ContainsKey(key))
            {
                await scheduler.DeleteJob(key, cancellationToken);
                Log.Unscheduled(logger, key.Name);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public static TriggerKey TriggerOf(string name) => new(name, Group);

    private static async Task<DateTimeOffset?> RegisterAsync(IScheduler scheduler, JobKey key, CronExpression cron, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var kept = await scheduler.GetTrigger(TriggerOf(key.Name), cancellationToken);
        if (kept is ICronTrigger unchanged && unchanged.CronExpressionString == cron.CronExpressionString && unchanged.TimeZone.Id == zone.Id)
        {
            return kept.NextFireTimeUtc;
        }

        var job = JobBuilder.Create<ScheduledReportJob>().WithIdentity(key).StoreDurably().RequestRecovery().Build();
        var trigger = TriggerBuilder.Create()
            .WithIdentity(TriggerOf(key.Name))
            .ForJob(key)
            .WithSchedule(CronScheduleBuilder.Create(cron).InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.IgnoreMisfires))
            .Build();
        if (kept is not null)
        {
            return await scheduler.RescheduleJob(trigger.Key, trigger, cancellationToken);
        }

        await scheduler.AddJob(job, AddJobOptions.Replacing, cancellationToken);
        return await scheduler.ScheduleJob(trigger, cancellationToken: cancellationToken);
    }
}
