namespace PerfMonitor.Web.Authentication;

/// <summary>
/// Tells a request that our page made from one that another site's page made the browser send along with the cookie.
/// </summary>
internal static class RequestForgery
{
    /// <summary>Another site's page cannot set this header without our consent (CORS).</summary>
    public const string Header = "X-Requested-With";

    /// <summary>Why the request is refused; null when it is not.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="credential">What the caller showed; null for anonymous ones.</param>
    /// <param name="hasHeader">Whether <see cref="Header"/> is there.</param>
    /// <param name="origin">The header Origin; empty when it is absent.</param>
    /// <param name="host">The header Host.</param>
    /// <param name="allowed">Other origins that may use the API.</param>
    public static string? Refuse(
        string method, CredentialKind? credential, bool hasHeader, string origin, string host, IReadOnlyList<string> allowed)
    {
        if (credential == CredentialKind.ApiKey || HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method))
            return null;
        if (RefuseOrigin(origin, host, allowed) is { } foreign)
            return foreign;
        if (credential == CredentialKind.Session && !hasHeader)
            return $"A {method} with the session cookie needs the header {Header} (any value), which shows that our own page sent it.";
        return null;
    }

    /// <summary>
    /// Why a page of that origin may not use the cookie; null when it may. Only host and port are compared, since TLS may
    /// end at a proxy before us. No origin at all means that no browser's page stands behind the request.
    /// </summary>
    public static string? RefuseOrigin(string origin, string host, IReadOnlyList<string> allowed)
    {
        if (origin.Length == 0 || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase))
            return null;
        if (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            var authority = origin[(uri.Scheme.Length + "://".Length)..];
            if (authority.Equals(host, StringComparison.OrdinalIgnoreCase))
                return null;
        }

        return $"The origin {origin} is not this server's ({host}). Add it to Cors:Origins if its page may use the API.";
    }
}
