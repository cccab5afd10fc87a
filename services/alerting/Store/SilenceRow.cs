using Npgsql;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Store;

/// <summary>A silence as a row of <c>alerting.silences</c>.</summary>
internal static class SilenceRow
{
    public const string Columns = "id, matchers, starts_at, ends_at, created_by, comment, created_at";

    public static Silence Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Matchers = StoredJson.Read<List<LabelMatcher>>(row.GetString(1)),
        StartsAt = row.GetFieldValue<DateTimeOffset>(2),
        EndsAt = row.GetFieldValue<DateTimeOffset>(3),
        CreatedBy = row.GetString(4),
        Comment = row.GetString(5),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(6),
    };
}
