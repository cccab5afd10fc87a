using PerfMonitor.Web.Accounts;

namespace PerfMonitor.Web.Authentication;

/// <summary>Checks credentials: once per request, and again and again while a WebSocket is open.</summary>
internal sealed class Credentials(Sessions sessions, ApiKeys keys, TimeProvider time)
{
    /// <returns>The caller, or null and why not.</returns>
    public async Task<(Caller? Caller, string Refusal)> CheckAsync(PresentedCredential presented, CancellationToken cancellation)
    {
        if (presented.Kind == CredentialKind.Session)
        {
            return await sessions.FindAsync(presented.Secret, cancellation) is { } signedIn
                ? (Caller.Of(signedIn.User), "")
                : (null, "The session has ended. Sign in again.");
        }

        if (await keys.FindAsync(presented.Secret, cancellation) is not { } key)
            return (null, "The API key is not known.");
        return key.RefuseAt(time.GetUtcNow()) is { } refusal ? (null, refusal) : (Caller.Of(key), "");
    }
}
