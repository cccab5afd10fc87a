using Npgsql;

namespace PerfMonitor.Alerting.Store;

/// <summary>
/// Wakes the groups that somebody's quiet holds back, in the transaction that ends the quiet: dying in between would leave them waiting for
/// an end that has been taken back.
/// </summary>
internal static class HeldGroups
{
    /// <summary>
    /// Groups with members that <paramref name="stage"/> holds back are due now. One that is being run this moment may still see the quiet; it is
    /// due, or was until a moment ago, so all of that kind are waited for and are due again a second later.
    /// </summary>
    public static NpgsqlBatch ThenWake(this NpgsqlBatch batch, string stage, DateTimeOffset now) => batch.Then(Wake, stage, now, now.AddSeconds(1));

    /// <summary>As <see cref="ThenWake"/>; <c>$1</c> is the stage, <c>$2</c> the moment, <c>$3</c> a second later.</summary>
    public const string Wake =
        """
        WITH held AS MATERIALIZED (SELECT DISTINCT group_id AS id FROM alerting.group_members WHERE held_by = $1),
        near AS MATERIALIZED (SELECT id FROM held UNION SELECT id FROM alerting.groups WHERE next_flush_at <= $3),
        locked AS (SELECT g.id FROM alerting.groups g WHERE g.id IN (SELECT id FROM near) ORDER BY g.hash FOR UPDATE)
        UPDATE alerting.groups SET next_flush_at = least(next_flush_at, CASE WHEN id IN (SELECT id FROM held) THEN $2 ELSE $3 END)
        WHERE id IN (SELECT id FROM locked)
        """;
}
