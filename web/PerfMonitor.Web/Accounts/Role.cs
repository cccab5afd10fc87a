namespace PerfMonitor.Web.Accounts;

/// <summary>What somebody may do. Each role includes the ones before it.</summary>
internal enum Role
{
    /// <summary>Reads everything.</summary>
    Viewer,

    /// <summary>Also acknowledges alerts, changes targets, asks for reports, sends samples.</summary>
    Operator,

    /// <summary>Also manages users, keys and channels, and reads the audit log.</summary>
    Admin,
}

/// <summary>The names of roles as they stand in tokens, JSON and the database.</summary>
internal static class RoleNames
{
    public static string Name(this Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Operator => "operator",
        Role.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "not a role"),
    };

    public static Role? Find(string? name) => name switch
    {
        "viewer" => Role.Viewer,
        "operator" => Role.Operator,
        "admin" => Role.Admin,
        _ => null,
    };

    public static Role Parse(string name) =>
        Find(name) ?? throw new FormatException($"'{name}' is not a role: viewer, operator or admin.");
}
