using System.Security.Claims;
using PerfMonitor.Web.Accounts;

namespace PerfMonitor.Web.Authentication;

/// <summary>What somebody showed to be let in.</summary>
internal enum CredentialKind
{
    /// <summary>The cookie of a signed-in browser: sent by the browser on its own, so requests must prove that the page made them.</summary>
    Session,

    /// <summary>An API key, sent deliberately.</summary>
    ApiKey,
}

/// <summary>Who makes a request.</summary>
/// <param name="Name">The user's name, or the key's with <c>key:</c> before it.</param>
/// <param name="Role">What they may do; nothing of it counts for a key whose scope is not <see cref="KeyScope.All"/>.</param>
/// <param name="Kind">What they showed.</param>
/// <param name="Scope">What an API key is limited to.</param>
/// <param name="UserId">The user; null for a key.</param>
internal sealed record Caller(string Name, Role Role, CredentialKind Kind, KeyScope Scope, Guid? UserId)
{
    private const string KindClaim = "perfmonitor:credential";
    private const string ScopeClaim = "perfmonitor:scope";

    public static Caller Of(User user) => new(user.Name, user.Role, CredentialKind.Session, KeyScope.All, user.Id);

    public static Caller Of(ApiKey key) => new(NameOfKey(key.Name), key.Role, CredentialKind.ApiKey, key.Scope, null);

    /// <summary>What the caller with a key of that name is called.</summary>
    public static string NameOfKey(string name) => $"key:{name}";

    /// <summary>The caller behind a request; null when it is anonymous or carries the token of a service.</summary>
    public static Caller? Of(ClaimsPrincipal principal) =>
        principal.FindFirstValue(KindClaim) is { } kind
            ? new Caller(
                principal.FindFirstValue(ClaimTypes.Name)!,
                RoleNames.Find(principal.FindFirstValue(ClaimTypes.Role)) ?? Role.Viewer,
                Enum.Parse<CredentialKind>(kind),
                Enum.Parse<KeyScope>(principal.FindFirstValue(ScopeClaim)!),
                principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? Guid.Parse(id) : null)
            : null;

    /// <summary>Whether the caller may send samples.</summary>
    public bool MayIngest => Scope == KeyScope.Ingest || Role >= Role.Operator;

    /// <summary>Whether the caller may do what the role may.</summary>
    public bool Has(Role required) => Scope == KeyScope.All && Role >= required;

    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new Claim(ClaimTypes.Name, Name));
        identity.AddClaim(new Claim(KindClaim, Kind.ToString()));
        identity.AddClaim(new Claim(ScopeClaim, Scope.ToString()));

        // Without a role claim no policy lets the caller in: a key for samples opens nothing else.
        if (Scope == KeyScope.All)
            identity.AddClaim(new Claim(ClaimTypes.Role, Role.Name()));
        if (UserId is { } id)
            identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, id.ToString()));
        return new ClaimsPrincipal(identity);
    }
}
