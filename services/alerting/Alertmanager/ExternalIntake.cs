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

        foreach (var over in alerts[true].Chunk(IntakeQueue.MostTogether))
        {
            var ends = over.ToDictionary(alert => alert.Fingerprint, alert => alert.EndsAt);
            await EndAsync([.. ends.Keys], null, row => Resolved(row, ends[row.Fingerprint], "reported as resolved"), cancellationToken);
        }

        var refused = alerts[false].Count() - known.Count;
        if (refused > 0)
        {
            Log.ReportsRefused(logger, refused, options.Value.MostAlerts);
        }

        return refused;
    }

    /// <summary>Ends what nobody has reported again in time; time in which no report could be taken does not count.</summary>
    public async Task ExpireAsync(CancellationToken cancellationToken)
    {
        if (await store.LookAsync(clock.GetUtcNow(), cancellationToken) is { } away)
        {
            Log.ReportsPutOff(logger, away);
        }

        while (await store.OverAsync(clock.GetUtcNow(), IntakeQueue.MostTogether, cancellationToken) is { Count: > 0 } over)
        {
            await EndAsync([.. over.Select(row => row.Fingerprint)], clock.GetUtcNow(), row => Resolved(row, row.EndsAt, "not reported any more"), cancellationToken);
        }
    }

    private Task EndAsync(IReadOnlyList<string> fingerprints, DateTimeOffset? overAt, Func<ExternalRow, AlertResolved> resolved, CancellationToken cancellationToken) => store.EndAsync(
        fingerprints,
        overAt,
        (rows, token) => intake.TakeAsync([.. rows.Select(row => new AlertEvent.Resolved(resolved(row)))], token),
        cancellationToken);

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
