using Npgsql;
using PerfMonitor.Alerting.Alerts;

namespace PerfMonitor.Alerting.Store;

/// <summary>A rule that fires an alert, as a row of <c>alerting.firing_rules</c>.</summary>
internal static class FiringRuleRow
{
    /// <summary>Those that fire the open alerts of some fingerprints, the oldest first.</summary>
    public const string OfOpen = """
        SELECT r.alert_id, r.fired_event_id, r.rule_key, r.rule_group, r.expression, r.starts_at FROM alerting.firing_rules r JOIN alerting.alerts a ON a.id = r.alert_id
        WHERE a.fingerprint = ANY ($1) AND a.state <> 'resolved' AND r.ended_at IS NULL
        ORDER BY r.starts_at, r.fired_event_id
        """;

    public const string Save = """
        INSERT INTO alerting.firing_rules (alert_id, fired_event_id, rule_key, rule_group, expression, starts_at, ended_at)
        SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[])
        ON CONFLICT (fired_event_id) DO UPDATE SET ended_at = EXCLUDED.ended_at
        """;

    public static object?[] SaveValues(IReadOnlyList<FiringRule> rules) =>
    [
        rules.Select(rule => rule.AlertId).ToArray(),
        rules.Select(rule => rule.FiredEventId).ToArray(),
        rules.Select(rule => rule.Key).ToArray(),
        rules.Select(rule => rule.Group).ToArray(),
        rules.Select(rule => rule.Expression).ToArray(),
        rules.Select(rule => rule.StartsAt.ToUniversalTime()).ToArray(),
        rules.Select(rule => rule.EndedAt?.ToUniversalTime()).ToArray(),
    ];

    public static FiringRule Read(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetGuid(1), row.Optional<string>(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5));
}
