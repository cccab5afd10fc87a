using Npgsql;

namespace PerfMonitor.Web.Accounts.Store;

/// <summary>A key as a row of <c>web.api_keys</c>.</summary>
internal static class ApiKeyRow
{
    public const string Columns =
        "id, name, prefix, role, scope, origin, created_by, created_at, expires_at, revoked_at, last_used_at";

    public static ApiKey Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetString(2),
        RoleNames.Parse(row.GetString(3)),
        row.GetString(4) == "ingest" ? KeyScope.Ingest : KeyScope.All,
        row.GetString(5) == "environment" ? KeyOrigin.Environment : KeyOrigin.User,
        row.GetString(6),
        row.GetFieldValue<DateTimeOffset>(7),
        Time(row, 8),
        Time(row, 9),
        Time(row, 10));

    public static string TextOf(KeyScope scope) => scope == KeyScope.Ingest ? "ingest" : "all";

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
