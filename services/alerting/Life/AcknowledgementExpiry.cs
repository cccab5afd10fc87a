using PerfMonitor.Alerting.Alerts;

namespace PerfMonitor.Alerting.Life;

/// <summary>Ends acknowledgements whose time is over; the ends are in the database, so a restart forgets none.</summary>
internal sealed class AcknowledgementExpiry(LifeStore store, AlertHandling handling, TimeProvider clock)
{
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
