using Microsoft.Net.Http.Headers;

namespace PerfMonitor.Web.Authentication;

/// <summary>The credential a request carries, not yet checked.</summary>
internal readonly record struct PresentedCredential(CredentialKind Kind, string Secret)
{
    private const string Bearer = "Bearer ";

    /// <summary>
    /// An API key in the header goes before the cookie. A browser cannot set headers on a WebSocket, so there, and only
    /// there, the key may stand in the address (<c>/ws?access_token=…</c>); addresses end up in logs, headers do not.
    /// </summary>
    public static PresentedCredential? Of(HttpRequest request)
    {
        var authorization = request.Headers[HeaderNames.Authorization].ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return new(CredentialKind.ApiKey, authorization[Bearer.Length..].Trim());
        if (request.Path.Equals("/ws", StringComparison.OrdinalIgnoreCase) && request.Query["access_token"].ToString() is { Length: > 0 } key)
            return new(CredentialKind.ApiKey, key);
        if (request.Cookies[SessionCookie.Name] is { Length: > 0 } token)
            return new(CredentialKind.Session, token);
        return null;
    }
}
