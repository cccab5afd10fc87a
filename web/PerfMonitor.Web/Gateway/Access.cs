using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Gateway;

/// <summary>What a request through the gateway asks of its caller.</summary>
internal enum Access
{
    Viewer,
    Operator,
    Admin,

    /// <summary>Sending samples and alerts: the role operator, or a key with the scope ingest.</summary>
    Ingest,

    /// <summary>Nothing: a service outside calls back, and what it sends is signed with a secret that alerting checks.</summary>
    Signed,
}

/// <summary>Who has which access.</summary>
internal static class AccessRules
{
    public static bool Allows(this Access access, Caller caller) => access switch
    {
        Access.Viewer => caller.Has(Role.Viewer),
        Access.Operator => caller.Has(Role.Operator),
        Access.Admin => caller.Has(Role.Admin),
        Access.Ingest => caller.MayIngest,
        Access.Signed => true,
        _ => throw new ArgumentOutOfRangeException(nameof(access), access, "not an access"),
    };

    public static string Describe(this Access access) => access switch
    {
        Access.Ingest => "the role operator or an API key with the scope ingest",
        Access.Signed => "a body signed with the secret of the channel",
        _ => $"the role {access.ToString().ToLowerInvariant()}",
    };

    /// <summary>The role a service sees. A key for samples counts there as the least role that may send them.</summary>
    public static Role RoleFor(this Access access, Caller caller) =>
        access == Access.Ingest && caller.Scope == KeyScope.Ingest ? Role.Operator : caller.Role;
}
