using PerfMonitor.Alerting.Api;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Backup;

/// <summary>Maintenance windows that are not over.</summary>
internal sealed class MaintenanceBackup(Signals signals) : BackupKind<MaintenanceRequest>("maintenance", "alerting.maintenance_windows", MaintenanceRules.Most, BackupJson.Plain)
{
    protected override bool HasUuids => true;

    public override Task AnnounceAsync(CancellationToken cancellationToken)
    {
        signals.Flushing.Signal();
        return Task.CompletedTask;
    }

    protected override string LabelOf(Kept<MaintenanceRequest> item) => item.Definition.Name ?? item.Id;

    protected override async Task<IReadOnlyList<Kept<MaintenanceRequest>>> ListAsync(BackupSession session, CancellationToken cancellationToken) => await session.QueryAsync(
        $"SELECT {MaintenanceRow.Columns} FROM alerting.maintenance_windows WHERE ends_at IS NULL OR ends_at > $1 ORDER BY id",
        static row => Of(MaintenanceRow.Read(row)),
        cancellationToken,
        session.Now);

    protected override (MaintenanceRequest? Definition, string? Reason) Check(Kept<MaintenanceRequest> item, DateTimeOffset now)
    {
        var (window, errors) = MaintenanceRules.Read(item.Definition, Guid.Parse(item.Id), item.CreatedBy ?? "", item.CreatedAt ?? now);
        return window is null ? (null, errors.Line)
            : window.EndsAt <= now ? (null, $"it ended at {Text.Of(window.EndsAt.Value)}")
            : (Of(window).Definition, null);
    }

    protected override async Task<Restored> WriteAsync(RestoreStep<MaintenanceRequest> restore, CancellationToken cancellationToken)
    {
        var window = MaintenanceRules.Read(restore.Definition, Guid.Parse(restore.Id), restore.Item.CreatedBy ?? restore.Session.Actor, restore.Item.CreatedAt ?? restore.Session.Now).Window!;
        await RemoveAsync(restore.Session, restore.Item, cancellationToken);
        await restore.Session.ExecuteAsync(
            $"INSERT INTO alerting.maintenance_windows ({MaintenanceRow.Columns}) VALUES ($1, $2, $3::jsonb, $4::timestamptz, $5::timestamptz, $6::jsonb, $7, $8)",
            cancellationToken,
            window.Id, window.Name, StoredJson.Write(window.Matchers), window.StartsAt, window.EndsAt, window.Recurrence is { } recurrence ? StoredJson.Write(recurrence) : null, window.CreatedBy, window.CreatedAt);
        return Restored.Done();
    }

    protected override async Task<Restored> RemoveAsync(BackupSession session, Kept<MaintenanceRequest> item, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(HeldGroups.HoldRuns, cancellationToken);
        await session.ExecuteAsync("DELETE FROM alerting.maintenance_windows WHERE id = $1", cancellationToken, Guid.Parse(item.Id));
        await session.ExecuteAsync(HeldGroups.Wake, cancellationToken, MaintenanceStage.Name, session.Now);
        return Restored.Done();
    }

    private static Kept<MaintenanceRequest> Of(MaintenanceWindow window) => new(window.Id.ToString(), new MaintenanceRequest(
        window.Name, [.. window.Matchers.Select(MatcherModel.Of)], window.StartsAt?.ToUniversalTime(), window.EndsAt?.ToUniversalTime(),
        RecurrenceModel.Weekly(window.Recurrence), RecurrenceModel.Daily(window.Recurrence), RecurrenceModel.Monthly(window.Recurrence)))
    {
        CreatedAt = window.CreatedAt,
        CreatedBy = window.CreatedBy,
    };
}
