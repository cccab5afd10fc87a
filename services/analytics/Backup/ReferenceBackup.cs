using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.Baselines;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Backup;

/// <summary>The baseline that somebody has chosen for the overview; after the baselines, because it names one.</summary>
internal sealed class ReferenceBackup() : BackupKind<BaselineChoice>("baselineReference", "history.baseline_reference", most: 1, ApiJson.Options)
{
    private const string Id = BaselinePlan.Reference;

    protected override async Task<IReadOnlyList<Kept<BaselineChoice>>> ListAsync(BackupSession session, CancellationToken cancellationToken) => await session.QueryAsync(
        "SELECT name, version, chosen_by, chosen_at FROM history.baseline_reference",
        static row => new Kept<BaselineChoice>(Id, new BaselineChoice(row.GetString(0), row.GetInt32(1))) { CreatedBy = row.GetString(2), CreatedAt = row.GetFieldValue<DateTimeOffset>(3) },
        cancellationToken);

    protected override (BaselineChoice? Definition, string? Reason) Check(Kept<BaselineChoice> item, DateTimeOffset now) =>
        item.Id != Id ? (null, $"there is one, with the id '{Id}'")
        : item.Definition.Version is null ? (null, "it names no version")
        : (item.Definition, null);

    protected override async Task<Restored> WriteAsync(RestoreStep<BaselineChoice> restore, CancellationToken cancellationToken)
    {
        await RemoveAsync(restore.Session, restore.Item, cancellationToken);
        var chosen = await restore.Session.ExecuteAsync(
            """
            INSERT INTO history.baseline_reference (name, version, chosen_by, chosen_at)
            SELECT name, version, $3, $4 FROM history.baselines WHERE name = $1 AND version = $2
            """,
            cancellationToken,
            restore.Definition.Name, restore.Definition.Version, restore.Item.CreatedBy ?? restore.Session.Actor, restore.Item.CreatedAt ?? restore.Session.Now);
        return chosen == 1 ? Restored.Done() : Restored.Refused($"there is no version {restore.Definition.Version} of the baseline '{restore.Definition.Name}'");
    }

    protected override async Task<Restored> RemoveAsync(BackupSession session, Kept<BaselineChoice> item, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("DELETE FROM history.baseline_reference", cancellationToken);
        return Restored.Done();
    }
}
