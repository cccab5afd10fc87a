using Npgsql;

namespace PerfMonitor.Web.Accounts.Store;

/// <summary>A user as a row of <c>web.users</c>.</summary>
internal static class UserRow
{
    public const string Columns = "id, name, role, password_hash, disabled, created_at, last_login_at";

    public static User Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        RoleNames.Parse(row.GetString(2)),
        row.GetString(3),
        row.GetBoolean(4),
        row.GetFieldValue<DateTimeOffset>(5),
        row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6));
}
