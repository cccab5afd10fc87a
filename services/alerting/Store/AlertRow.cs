using Npgsql;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Store;

/// <summary>An alert as a row of <c>alerting.alerts</c>.</summary>
internal static class AlertRow
{
    /// <summary>In the order <see cref="Read"/> expects; the table goes by the alias <c>a</c>.</summary>
    public const string Columns = """
        a.id, a.fired_event_id, a.resolved_event_id, a.fingerprint, a.name, a.rule_group, a.severity, a.labels, a.annotations, a.expression,
        a.value, a.threshold, a.comparison, a.state, a.active_since, a.starts_at, a.ends_at, a.end_reason, a.end_value,
        a.acknowledged_by, a.acknowledged_at, a.note, a.sample_at, a.received_at, a.end_received_at, a.version
        """;

    public const string Insert = """
        INSERT INTO alerting.alerts (
          fired_event_id, resolved_event_id, fingerprint, name, rule_group, severity, labels, annotations, expression,
          value, threshold, comparison, state, active_since, starts_at, ends_at, end_reason, end_value,
          acknowledged_by, acknowledged_at, note, sample_at, received_at, end_received_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, nextval('alerting.alert_versions'))
        RETURNING id, version
        """;

    public const string Update = """
        UPDATE alerting.alerts SET
          resolved_event_id = $2, state = $3, ends_at = $4, end_reason = $5, end_value = $6,
          acknowledged_by = $7, acknowledged_at = $8, note = $9, end_received_at = $10, version = nextval('alerting.alert_versions')
        WHERE id = $1
        RETURNING id, version
        """;

    public static object?[] InsertValues(Alert alert) =>
    [
        alert.FiredEventId, alert.ResolvedEventId, alert.Fingerprint, alert.Name, alert.RuleGroup, Word(alert.Severity), Jsonb.Of(alert.Labels), Jsonb.Of(alert.Annotations), alert.Expression,
        alert.Value, alert.Threshold, alert.Comparison, Word(alert.State), alert.ActiveSince, alert.StartsAt, alert.EndsAt, alert.EndReason, alert.EndValue,
        alert.AcknowledgedBy, alert.AcknowledgedAt, alert.Note, alert.SampleAt, alert.ReceivedAt, alert.EndReceivedAt,
    ];

    public static object?[] UpdateValues(Alert alert) =>
    [
        alert.Id, alert.ResolvedEventId, Word(alert.State), alert.EndsAt, alert.EndReason, alert.EndValue,
        alert.AcknowledgedBy, alert.AcknowledgedAt, alert.Note, alert.EndReceivedAt,
    ];

    public static Alert Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetInt64(0),
        FiredEventId = row.GetGuid(1),
        ResolvedEventId = row.Optional<Guid?>(2),
        Fingerprint = row.GetString(3),
        Name = row.GetString(4),
        RuleGroup = row.GetString(5),
        Severity = Enum.Parse<Severity>(row.GetString(6), ignoreCase: true),
        Labels = StoredJson.Read<Dictionary<string, string>>(row.GetString(7)),
        Annotations = StoredJson.Read<Dictionary<string, string>>(row.GetString(8)),
        Expression = row.GetString(9),
        Value = row.GetDouble(10),
        Threshold = row.Optional<double?>(11),
        Comparison = row.Optional<string>(12),
        State = Enum.Parse<AlertState>(row.GetString(13), ignoreCase: true),
        ActiveSince = row.GetFieldValue<DateTimeOffset>(14),
        StartsAt = row.GetFieldValue<DateTimeOffset>(15),
        EndsAt = row.Optional<DateTimeOffset?>(16),
        EndReason = row.Optional<string>(17),
        EndValue = row.Optional<double?>(18),
        AcknowledgedBy = row.Optional<string>(19),
        AcknowledgedAt = row.Optional<DateTimeOffset?>(20),
        Note = row.Optional<string>(21),
        SampleAt = row.GetFieldValue<DateTimeOffset>(22),
        ReceivedAt = row.GetFieldValue<DateTimeOffset>(23),
        EndReceivedAt = row.Optional<DateTimeOffset?>(24),
        Version = row.GetInt64(25),
    };

    /// <summary>The word a state or severity goes by in the database and in the API.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
