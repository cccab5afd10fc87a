using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Web.Accounts.Store;
using PerfMonitor.Web.Auditing;

namespace PerfMonitor.Web.Accounts;

/// <summary>Deletes, once an hour, sessions that have ended and audit entries past their retention.</summary>
internal sealed class Retention(
    ISessionStore sessions, IAuditStore audit, IOptions<AuditOptions> options, TimeProvider time, ILogger<Retention> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                var now = time.GetUtcNow();
                var ended = await sessions.DeleteExpiredAsync(now, stoppingToken);
                var old = await audit.DeleteAsync(now - options.Value.Retention, options.Value.MaximumEntries, stoppingToken);
                if (ended + old > 0)
                    log.RetentionDone(ended, old);
            }
            catch (NpgsqlException failure)
            {
                log.RetentionFailed(failure, Interval);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
