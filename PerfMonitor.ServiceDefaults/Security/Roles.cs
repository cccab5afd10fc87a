namespace PerfMonitor.ServiceDefaults;

/// <summary>The three roles, and the names of the policies that ask for them: each policy admits the higher roles too.</summary>
public static class Roles
{
    /// <summary>Sees everything, changes nothing.</summary>
    public const string Viewer = "viewer";

    /// <summary>Also acknowledges, silences, edits targets and rules, sends samples, asks for reports.</summary>
    public const string Operator = "operator";

    /// <summary>Also manages users, keys and channels.</summary>
    public const string Admin = "admin";

    /// <summary>From the least to the most powerful.</summary>
    public static IReadOnlyList<string> All { get; } = [Viewer, Operator, Admin];

    /// <summary>Whether somebody with <paramref name="role"/> may do what <paramref name="required"/> is asked for. An unknown role may nothing.</summary>
    public static bool Allows(string? role, string required)
    {
        var (held, asked) = (Rank(role), Rank(required));
        return held >= 0 && asked >= 0 && held >= asked;
    }

    private static int Rank(string? role) => role switch
    {
        Viewer => 0,
        Operator => 1,
        Admin => 2,
        _ => -1,
    };
}
