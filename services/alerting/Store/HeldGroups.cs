using Npgsql;

namespace PerfMonitor.Alerting.Store;

/// <summary>
/// Ends somebody's quiet and wakes the groups that it holds back, in one transaction: dying in between would leave them waiting for an end
/// that has been taken back. Whoever runs the pipeline keeps <see cref="Keep"/> until its transaction ends, so a quiet ends between two
/// runs and never within one: a run before it is there to be woken, also where it made its group only then, and one after it sees the end.
/// </summary>
internal static class HeldGroups
{
    /// <summary>Nobody's quiet ends until the transaction does. Taken before any other lock: who ends a quiet holds this one, and asks for those of groups.</summary>
    public const string Keep = $"SELECT pg_advisory_xact_lock_shared({Key})";

    /// <summary>Before a quiet ends: waits for the runs of the pipeline that may have seen it; those that come later wait for its end.</summary>
    public const string HoldRuns = $"SELECT pg_advisory_xact_lock({Key})";

    /// <summary>As <see cref="ThenWake"/>; <c>$1</c> is the stage, <c>$2</c> the moment.</summary>
    public const string Wake =
        """
        WITH held AS MATERIALIZED (SELECT DISTINCT group_id AS id FROM alerting.group_members WHERE held_by = $1),
        locked AS (SELECT g.id FROM alerting.groups g WHERE g.id IN (SELECT id FROM held) ORDER BY g.hash FOR UPDATE)
        UPDATE alerting.groups SET next_flush_at = least(next_flush_at, $2) WHERE id IN (SELECT id FROM locked)
        """;

    private const string Key = "hashtextextended('alerting.quiet', 0)";

    /// <summary>Groups with members that <paramref name="stage"/> holds back are due now.</summary>
    public static NpgsqlBatch ThenWake(this NpgsqlBatch batch, string stage, DateTimeOffset now) => batch.Then(Wake, stage, now);
}
