using System.Text.Json;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Slo;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Backup;

/// <summary>Objectives. Their events are counted again, as far back as the history reaches, where what was counted does not hold for the definition.</summary>
internal sealed class ObjectiveBackup(IOptions<HistoryOptions> history)
    : NamedBackup<ObjectiveDefinition>("objectives", "history.objectives", ObjectiveStore.MostObjectives, static objective => objective.Name, ObjectiveCheck.Of)
{
    protected override async Task<IReadOnlyList<Kept<ObjectiveDefinition>>> ListAsync(BackupSession session, CancellationToken cancellationToken) => await session.QueryAsync(
        "SELECT name, definition, created_at, created_by FROM history.objectives ORDER BY name",
        static row => new Kept<ObjectiveDefinition>(row.GetString(0), JsonSerializer.Deserialize<ObjectiveDefinition>(row.GetString(1), ApiJson.Options)!)
        {
            CreatedAt = row.GetFieldValue<DateTimeOffset>(2),
            CreatedBy = row.GetString(3),
        },
        cancellationToken);

    protected override async Task<Restored> WriteAsync(RestoreStep<ObjectiveDefinition> restore, CancellationToken cancellationToken)
    {
        var (now, holds) = (restore.Session.Now, restore.Before is { } before && restore.Definition.CountsAs(before.Definition));
        if (!holds)
        {
            await restore.Session.ExecuteAsync("DELETE FROM history.objective_slots WHERE objective = $1", cancellationToken, restore.Id);
        }

        await restore.Session.ExecuteAsync(
            """
            INSERT INTO history.objectives (name, definition, created_at, created_by, defined_at, counted_until_ms) VALUES ($1, $2::jsonb, $3, $4, $5, $6)
            ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, defined_at = excluded.defined_at,
              counted_until_ms = CASE WHEN $7 THEN objectives.counted_until_ms ELSE excluded.counted_until_ms END
            """,
            cancellationToken,
            restore.Id, Json(restore.Definition), restore.Item.CreatedAt ?? now, restore.Item.CreatedBy ?? restore.Session.Actor, now, restore.Definition.CountedFromMs(now, history.Value.RetentionDays), holds);
        return Restored.Done();
    }
}
