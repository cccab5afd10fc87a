using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Alerts;

/// <summary>What people do with alerts. Saying the same thing twice changes nothing.</summary>
internal sealed class AlertHandling(IAlertStore store, Live<PipelineRules> rules, TimeProvider clock, Signals signals, ILogger<AlertHandling> logger)
{
    /// <summary>The alert afterwards; resolved where there was nothing left to take; null where it is not known.</summary>
    public Task<Alert?> AcknowledgeAsync(string fingerprint, Taking taking, CancellationToken cancellationToken) =>
        ChangeAsync(fingerprint, taking.User, (alert, now) => Acknowledgement.Take(alert, taking, now), TimelineKind.Acknowledged, taking.Text, cancellationToken);

    /// <summary>As <see cref="AcknowledgeAsync"/>, the other way round.</summary>
    public Task<Alert?> UnacknowledgeAsync(string fingerprint, string user, CancellationToken cancellationToken) =>
        ChangeAsync(fingerprint, user, (alert, _) => Acknowledgement.Release(alert), TimelineKind.Unacknowledged, "no longer acknowledged", cancellationToken);

    /// <summary>Takes back an acknowledgement whose time is over; nobody else's.</summary>
    public Task<Alert?> ExpireAsync(string fingerprint, string user, CancellationToken cancellationToken) =>
        ChangeAsync(
            fingerprint,
            user,
            (alert, _) => alert.AcknowledgedBy == user ? Acknowledgement.Release(alert) : null,
            TimelineKind.Unacknowledged,
            "no longer acknowledged: its time is over",
            cancellationToken);

    private async Task<Alert?> ChangeAsync(
        string fingerprint,
        string user,
        Func<Alert, DateTimeOffset, Alert?> change,
        TimelineKind kind,
        string text,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await store.BeginAsync(cancellationToken);
        await transaction.LockAsync(fingerprint, cancellationToken);
        if (await transaction.FindOpenAsync(fingerprint, cancellationToken) is not { } alert)
        {
            return await transaction.FindLatestAsync(fingerprint, cancellationToken);
        }

        if (change(alert, now) is not { } changed)
        {
            return alert;
        }

        changed = (await transaction.SaveAsync([changed], now, cancellationToken))[0];
        await transaction.TellAsync([new TimelineEntry(changed.Id, now, kind, text, user)], cancellationToken);
        await RemindAsync(transaction, changed, now, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        Log.Handled(logger, user, text, changed.Name, fingerprint);
        signals.AlertChanged();
        return changed;
    }

    // A reminder may have been due while it was acknowledged; that it is, some channels want to know at once.
    private async Task RemindAsync(IAlertTransaction transaction, Alert alert, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var group in (await transaction.LockGroupsAsync([], [alert.Id], now, cancellationToken)).Groups.Values)
        {
            if (rules.Value.Tree.Routes.GetValueOrDefault(group.Identity.RouteId) is { } route)
            {
                var at = alert.State == AlertState.Acknowledged && group.LastNotifiedAt is not null ? now : GroupStage.Schedule(alert, group, route, now).At;
                await transaction.ScheduleAsync(group.Id, at, cancellationToken);
            }
        }
    }
}
