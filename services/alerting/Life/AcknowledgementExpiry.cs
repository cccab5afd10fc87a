using PerfMonitor.Alerting.Alerts;

namespace PerfMonitor.Alerting.Life;

/// <summary>Ends acknowledgements whose time is over; the ends are in the database, so a restart forgets none.</summary>
internal sealed class AcknowledgementExpiry(LifeStore store, AlertHandling handling, TimeProvider clock, ILogger<AcknowledgementExpiry> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loop.RunAsync(
        "Ending acknowledgements",
        async stopping =>
        {
            await RunAsync(stopping);
            await Task.Delay(Interval, clock, stopping);
        },
        clock,
        logger,
        stoppingToken);

    /// <summary>Ends those that are due. Dying in between repeats the release, which then changes nothing.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var (alertId, fingerprint, by) in await store.EndedAcknowledgementsAsync(now, cancellationToken))
        {
            if (by is not null)
            {
                await handling.ExpireAsync(fingerprint, by, cancellationToken);
            }

            await store.ForgetAcknowledgementEndAsync(alertId, now, cancellationToken);
        }
    }
}
