using PerfMonitor.Alerting.Api;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Backup;

/// <summary>Policies, schedules or people, by name.</summary>
/// <param name="name">What they are called in a backup.</param>
/// <param name="kind">What they are called in the table.</param>
/// <param name="read">What a model stands for under its name, or what is wrong with it.</param>
/// <param name="show">The model of one.</param>
internal abstract class EscalationBackup<TModel, T>(string name, string kind, Func<TModel, string, (T? Value, FieldErrors Errors)> read, Func<T, TModel> show)
    : BackupKind<TModel>(name, "alerting.escalation_settings", EscalationSettings.Most, BackupJson.Plain)
    where TModel : class
    where T : class
{
    protected override async Task<IReadOnlyList<Kept<TModel>>> ListAsync(BackupSession session, CancellationToken cancellationToken) => await session.QueryAsync(
        "SELECT name, body, updated_at, updated_by FROM alerting.escalation_settings WHERE kind = $1 ORDER BY name",
        row => new Kept<TModel>(row.GetString(0), show(StoredJson.Read<T>(row.GetString(1)))) { CreatedAt = row.GetFieldValue<DateTimeOffset>(2), CreatedBy = row.GetString(3) },
        cancellationToken,
        kind);

    protected override (TModel? Definition, string? Reason) Check(Kept<TModel> item, DateTimeOffset now)
    {
        var (value, errors) = read(item.Definition, item.Id);
        return value is null ? (null, errors.Line) : (show(value), null);
    }

    protected override async Task<Restored> WriteAsync(RestoreStep<TModel> restore, CancellationToken cancellationToken)
    {
        await restore.Session.ExecuteAsync(EscalationSettings.HoldBegins, cancellationToken);
        await restore.Session.ExecuteAsync(
            """
            INSERT INTO alerting.escalation_settings (kind, name, body, updated_at, updated_by) VALUES ($1, $2, $3::jsonb, $4, $5)
            ON CONFLICT (kind, name) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at, updated_by = excluded.updated_by
            """,
            cancellationToken,
            kind, restore.Id, StoredJson.Write(read(restore.Definition, restore.Id).Value!), restore.Item.CreatedAt ?? restore.Session.Now, restore.Item.CreatedBy ?? restore.Session.Actor);
        await restore.Session.ExecuteAsync(EscalationSettings.Reconsider, cancellationToken);
        return Restored.Done();
    }

    protected override async Task<Restored> RemoveAsync(BackupSession session, Kept<TModel> item, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("DELETE FROM alerting.escalation_settings WHERE kind = $1 AND name = $2", cancellationToken, kind, item.Id);
        return Restored.Done();
    }
}
