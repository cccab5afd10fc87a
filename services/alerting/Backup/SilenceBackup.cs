using PerfMonitor.Alerting.Api;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Backup;

/// <summary>Silences that are not over. One that is removed ends, and its record stays.</summary>
internal sealed class SilenceBackup(Signals signals) : BackupKind<SilenceRequest>("silences", "alerting.silences", SilenceRules.Most, BackupJson.Plain)
{
    protected override bool HasUuids => true;

    public override Task AnnounceAsync(CancellationToken cancellationToken)
    {
        signals.Flushing.Signal();
        return Task.CompletedTask;
    }

    protected override string LabelOf(Kept<SilenceRequest> item) => item.Definition.Comment ?? item.Id;

    protected override async Task<IReadOnlyList<Kept<SilenceRequest>>> ListAsync(BackupSession session, CancellationToken cancellationToken) => await session.QueryAsync(
        $"SELECT {SilenceRow.Columns} FROM alerting.silences WHERE ends_at > $1 ORDER BY id",
        static row => Of(SilenceRow.Read(row)),
        cancellationToken,
        session.Now);

    protected override (SilenceRequest? Definition, string? Reason) Check(Kept<SilenceRequest> item, DateTimeOffset now)
    {
        var definition = item.Definition;
        if (definition.EndsAt <= now)
        {
            return (null, $"it ended at {Text.Of(definition.EndsAt.Value)}");
        }

        var (silence, errors) = SilenceRules.Read(definition, item.CreatedBy ?? "", now);
        return silence is null
            ? (null, errors.Line)
            : (Of(silence with { StartsAt = definition.StartsAt ?? now }).Definition, null);
    }

    protected override async Task<Restored> WriteAsync(RestoreStep<SilenceRequest> restore, CancellationToken cancellationToken)
    {
        var (now, silence) = (restore.Session.Now, restore.Definition);
        await restore.Session.ExecuteAsync(HeldGroups.HoldRuns, cancellationToken);
        await restore.Session.ExecuteAsync(
            """
            INSERT INTO alerting.silences (id, matchers, starts_at, ends_at, created_by, comment, created_at) VALUES ($1, $2::jsonb, $3, $4, $5, $6, $7)
            ON CONFLICT (id) DO UPDATE SET matchers = excluded.matchers, starts_at = excluded.starts_at, ends_at = excluded.ends_at, comment = excluded.comment
            """,
            cancellationToken,
            Guid.Parse(restore.Id), StoredJson.Write(MatcherModel.Read(silence.Matchers, new FieldErrors())), silence.StartsAt, silence.EndsAt,
            restore.Item.CreatedBy ?? restore.Session.Actor, silence.Comment, restore.Item.CreatedAt ?? now);
        await WakeAsync(restore.Session, cancellationToken);
        return Restored.Done();
    }

    protected override async Task<Restored> RemoveAsync(BackupSession session, Kept<SilenceRequest> item, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(HeldGroups.HoldRuns, cancellationToken);
        await session.ExecuteAsync(SilenceStore.Expiry, cancellationToken, Guid.Parse(item.Id), session.Now);
        await WakeAsync(session, cancellationToken);
        return Restored.Done();
    }

    private static Task<int> WakeAsync(BackupSession session, CancellationToken cancellationToken) =>
        session.ExecuteAsync(HeldGroups.Wake, cancellationToken, SilenceStage.Name, session.Now);

    private static Kept<SilenceRequest> Of(Silence silence) => new(
        silence.Id.ToString(), new SilenceRequest([.. silence.Matchers.Select(MatcherModel.Of)], silence.StartsAt.ToUniversalTime(), silence.EndsAt.ToUniversalTime(), silence.Comment))
    {
        CreatedAt = silence.CreatedAt,
        CreatedBy = silence.CreatedBy,
    };
}
