using Npgsql;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Store;

/// <summary>A maintenance window as a row of <c>alerting.maintenance_windows</c>.</summary>
internal static class MaintenanceRow
{
    public const string Columns = "id, name, matchers, starts_at, ends_at, recurrence, created_by, created_at";

    public static MaintenanceWindow Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        Matchers = StoredJson.Read<List<LabelMatcher>>(row.GetString(2)),
        StartsAt = row.Optional<DateTimeOffset?>(3),
        EndsAt = row.Optional<DateTimeOffset?>(4),
        Recurrence = row.Optional<string>(5) is { } recurrence ? StoredJson.Read<Recurrence>(recurrence) : null,
        CreatedBy = row.GetString(6),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(7),
    };
}
