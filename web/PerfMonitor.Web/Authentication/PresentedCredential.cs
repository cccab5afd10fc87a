using System.Text;
using Microsoft.Net.Http.Headers;

namespace PerfMonitor.Web.Authentication;

/// <summary>The credential a request carries, not yet checked.</summary>
internal readonly record struct PresentedCredential(CredentialKind Kind, string Secret)
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    /// <summary>
    /// An API key in the header goes before the cookie. Programs that know only user and password give it as the password, under
    /// any name (<c>promtool query instant http://me:pm_…@host</c>). Browsers would send that along with any page's
    /// requests, so what comes from a page is not believed. A browser cannot set headers on a WebSocket, so there, and only
    /// there, the key may stand in the address (<c>/ws?access_token=…</c>); addresses end up in logs, headers do not.
    /// </summary>
    public static PresentedCredential? Of(HttpRequest request)
    {
        var authorization = request.Headers[HeaderNames.Authorization].ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return new(CredentialKind.ApiKey, authorization[Bearer.Length..].Trim());
        if (authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) && !IsFromPage(request) && Password(authorization[Basic.Length..]) is { } password)
            return new(CredentialKind.ApiKey, password);
        if (request.Path.Equals("/ws", StringComparison.OrdinalIgnoreCase) && request.Query["access_token"].ToString() is { Length: > 0 } key)
            return new(CredentialKind.ApiKey, key);
        if (request.Cookies[SessionCookie.Name] is { Length: > 0 } token)
            return new(CredentialKind.Session, token);
        return null;
    }

    private static bool IsFromPage(HttpRequest request) => request.Headers.ContainsKey(HeaderNames.Origin) || request.Headers.ContainsKey("Sec-Fetch-Site");

    private static string? Password(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded.Trim(), bytes, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 ? pair[(colon + 1)..] : null;
    }
}
