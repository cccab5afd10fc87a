using PerfMonitor.Alerting.Api;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Backup;

/// <summary>Who stands in for whom, where it is not over; after the schedules and people it names.</summary>
internal sealed class OverrideBackup() : BackupKind<OverrideRequest>("overrides", "alerting.schedule_overrides", EscalationSettings.Most, BackupJson.Plain)
{
    protected override bool HasUuids => true;

    protected override string LabelOf(Kept<OverrideRequest> item) => $"{item.Definition.Person}, {item.Definition.Schedule}";

    protected override async Task<IReadOnlyList<Kept<OverrideRequest>>> ListAsync(BackupSession session, CancellationToken cancellationToken) => await session.QueryAsync(
        "SELECT id, schedule, person, starts_at, ends_at, created_by, created_at FROM alerting.schedule_overrides WHERE ends_at > $1 ORDER BY id",
        static row => new Kept<OverrideRequest>(row.GetGuid(0).ToString(), new(row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4)))
        {
            CreatedBy = row.GetString(5),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(6),
        },
        cancellationToken,
        session.Now);

    protected override (OverrideRequest? Definition, string? Reason) Check(Kept<OverrideRequest> item, DateTimeOffset now) =>
        item.Definition is not { Schedule: { } schedule, Person: { } person, StartsAt: { } starts, EndsAt: { } ends } || ends <= starts ? (null, "it needs a schedule, a person, startsAt and a later endsAt")
        : ends <= now ? (null, $"it ended at {Text.Of(ends)}")
        : (new OverrideRequest(schedule, person, starts.ToUniversalTime(), ends.ToUniversalTime()), null);

    protected override async Task<Restored> WriteAsync(RestoreStep<OverrideRequest> restore, CancellationToken cancellationToken)
    {
        var (session, standIn) = (restore.Session, restore.Definition);
        await RemoveAsync(session, restore.Item, cancellationToken);
        var written = await session.ExecuteAsync(
            """
            INSERT INTO alerting.schedule_overrides (id, schedule, person, starts_at, ends_at, created_by, created_at)
            SELECT $1, schedule.name, person.name, $4, $5, $6, $7 FROM alerting.escalation_settings schedule, alerting.escalation_settings person
            WHERE schedule.kind = 'schedule' AND schedule.name = $2 AND person.kind = 'person' AND person.name = $3
            """,
            cancellationToken,
            Guid.Parse(restore.Id), standIn.Schedule, standIn.Person, standIn.StartsAt, standIn.EndsAt, restore.Item.CreatedBy ?? session.Actor, restore.Item.CreatedAt ?? session.Now);
        return written == 1 ? Restored.Done() : Restored.Refused($"there is no schedule '{standIn.Schedule}' or no person '{standIn.Person}'");
    }

    protected override async Task<Restored> RemoveAsync(BackupSession session, Kept<OverrideRequest> item, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("DELETE FROM alerting.schedule_overrides WHERE id = $1", cancellationToken, Guid.Parse(item.Id));
        return Restored.Done();
    }
}
