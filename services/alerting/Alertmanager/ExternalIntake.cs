using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>
/// Brings reported alerts into the same intake as those of our own rules. A reporter says again and again that an alert fires; the first time
/// fires it, each further one puts its end off.
/// </summary>
internal sealed class ExternalIntake(ExternalAlertStore store, AlertIntake intake, IOptions<AlertmanagerOptions> options, TimeProvider clock, ILogger<ExternalIntake> logger)
{
    // Ends worked off in one round.
    private const int MostEnds = 100;

    /// <summary>Takes reports; returns how many were refused because as many alerts as allowed are open.</summary>
    public async Task<int> TakeAsync(IReadOnlyList<ExternalAlert> reported, CancellationToken cancellationToken)
    {
        // Of two reports of one alert in one request the later holds.
        var now = clock.GetUtcNow();
        var alerts = reported.GroupBy(alert => alert.Fingerprint).Select(same => same.Last()).ToLookup(alert => alert.IsOver(now));
        var known = await store.RenewAsync(alerts[false].ToList(), options.Value.MostAlerts, cancellationToken);
        foreach (var fresh in alerts[false].Where(alert => known.GetValueOrDefault(alert.Fingerprint) is { Fired: false }).Chunk(IntakeQueue.MostTogether))
        {
            // The events' ids are stored before: dying in between, the next report fires the same events.
            await intake.TakeAsync([.. fresh.Select(alert => new AlertEvent.Fired(alert.ToFired(known[alert.Fingerprint].FiredEventId)))], cancellationToken);
            await store.MarkFiredAsync([.. fresh.Select(alert => known[alert.Fingerprint])], cancellationToken);
        }

        foreach (var alert in alerts[true])
        {
            await store.EndAsync(alert.Fingerprint, null, (row, token) => intake.ResolvedAsync(Resolved(row, alert.EndsAt, "reported as resolved"), token), cancellationToken);
        }

        var refused = alerts[false].Count() - known.Count;
        if (refused > 0)
        {
            Log.ReportsRefused(logger, refused, options.Value.MostAlerts);
        }

        return refused;
    }

    /// <summary>Ends what nobody has reported again in time.</summary>
    public async Task ExpireAsync(CancellationToken cancellationToken)
    {
        while (await store.OverAsync(clock.GetUtcNow(), MostEnds, cancellationToken) is { Count: > 0 } over)
        {
            foreach (var row in over)
            {
                await store.EndAsync(
                    row.Fingerprint,
                    clock.GetUtcNow(),
                    (ended, token) => intake.ResolvedAsync(Resolved(ended, ended.EndsAt, "not reported any more"), token),
                    cancellationToken);
            }
        }
    }

    private static AlertResolved Resolved(ExternalRow row, DateTimeOffset at, string reason) => new()
    {
        EventId = new Guid(SHA256.HashData([.. row.FiredEventId.ToByteArray(), 1]).AsSpan(0, 16)),
        Fingerprint = row.Fingerprint,
        FiredEventId = row.FiredEventId,
        RuleName = row.Name,
        Labels = row.Labels,
        Reason = reason,
        ResolvedAt = at,
    };
}
