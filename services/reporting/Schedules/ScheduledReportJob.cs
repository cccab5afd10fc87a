using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.Reporting.Reports;
using Quartz;

namespace PerfMonitor.Reporting.Schedules;

/// <summary>Puts a schedule's report into the queue. Making it is the worker's; a run is over in milliseconds.</summary>
[DisallowConcurrentExecution]
internal sealed class ScheduledReportJob(
    IReportQueue queue,
    ReportSignal signal,
    IOptions<ScheduleOptions> schedules,
    IOptions<ReportingOptions> reporting,
    TimeProvider clock,
    ILogger<ScheduledReportJob> logger) : IJob
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        if (!schedules.Value.Reports.TryGetValue(name, out var schedule) || schedule.Expression is not { } cron)
        {
            return;
        }

        var zone = reporting.Value.Zone;
        var now = clock.GetUtcNow();
        var first = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
        if (now - first > schedules.Value.CatchUp)
        {
            Log.ScheduleMissed(logger, name, first, schedules.Value.CatchUp);
        }

        // Several runs may be about the same day: an id stands for a period, not for a run.
        foreach (var request in DueRuns.Of(cron, zone, first, now, schedules.Value.CatchUp).Select(run => ScheduledReport.Of(name, schedule, run, zone)).DistinctBy(request => request.Id))
        {
            await AddAsync(name, request, cancellationToken);
        }
    }

    private async Task AddAsync(string name, ReportRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await queue.AddAsync(request, clock.GetUtcNow(), cancellationToken))
                {
                    Log.ScheduleFired(logger, name, request.Id, request.Period.From, request.Period.To);
                }

                signal.Set();
                return;
            }
            catch (NpgsqlException failure)
            {
                // A run that ends with an error would be over for Quartz, and the report lost. When the process stops
                // meanwhile, the job asks for recovery and runs again.
                Log.ScheduleWaits(logger, name, failure.Message);
                await Task.Delay(RetryDelay, clock, cancellationToken);
            }
        }
    }
}
