using System.Text.Json;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Backup;

/// <summary>Rules written over the API, as they are. A restored one is another version of itself; what it was before stays in its history.</summary>
internal sealed class RuleBackup(StoredRules rules) : BackupKind<RuleDraft>("rules", "history.stored_rules", StoredRuleStore.Most, StoredRuleStore.Json)
{
    protected override bool HasUuids => true;

    public override Task AnnounceAsync(CancellationToken cancellationToken) => rules.ReloadAsync(cancellationToken);

    protected override string LabelOf(Kept<RuleDraft> item) =>
        item.Definition.Name ?? (item.Definition.Rule?["alert"] ?? item.Definition.Rule?["record"])?.ToString() ?? item.Id;

    protected override async Task<IReadOnlyList<Kept<RuleDraft>>> ListAsync(BackupSession session, CancellationToken cancellationToken) => await session.QueryAsync(
        "SELECT id, draft FROM history.stored_rules ORDER BY id",
        static row => new Kept<RuleDraft>(row.GetGuid(0).ToString(), JsonSerializer.Deserialize<RuleDraft>(row.GetString(1), StoredRuleStore.Json)!),
        cancellationToken);

    protected override (RuleDraft? Definition, string? Reason) Check(Kept<RuleDraft> item, DateTimeOffset now) =>
        item.Definition.Read("rule").Errors is [var error, ..] ? (null, error.Message)
        : (item.Definition, null);

    protected override async Task<Restored> WriteAsync(RestoreStep<RuleDraft> restore, CancellationToken cancellationToken)
    {
        // Versions that were, of a rule that was removed too, keep their numbers.
        await restore.Session.ExecuteAsync(
            """
            WITH written AS (
              INSERT INTO history.stored_rules (id, version, draft, enabled, updated_at, updated_by, change)
              SELECT $1, coalesce(max(version), 0) + 1, $2::jsonb, $3, $4, $5, nextval('history.stored_rule_changes') FROM history.stored_rule_versions WHERE rule_id = $1
              ON CONFLICT (id) DO UPDATE SET version = excluded.version, draft = excluded.draft, enabled = excluded.enabled,
                updated_at = excluded.updated_at, updated_by = excluded.updated_by, change = excluded.change
              RETURNING *)
            INSERT INTO history.stored_rule_versions (rule_id, version, draft, enabled, written_at, written_by)
            SELECT id, version, draft, enabled, updated_at, updated_by FROM written
            """,
            cancellationToken,
            Guid.Parse(restore.Id), JsonSerializer.Serialize(restore.Definition, StoredRuleStore.Json), restore.Definition.Enabled ?? true, restore.Session.Now, restore.Session.Actor);
        return Restored.Done();
    }

    protected override async Task<Restored> RemoveAsync(BackupSession session, Kept<RuleDraft> item, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(StoredRuleStore.Removal, cancellationToken, Guid.Parse(item.Id), session.Now, session.Actor);
        return Restored.Done();
    }
}
