using Microsoft.Extensions.Primitives;

namespace PerfMonitor.Web.Gateway;

/// <summary>Which headers the gateway passes on.</summary>
internal static class HeaderRules
{
    private const string OwnPrefix = "X-PerfMonitor-";
    private const string ForwardedPrefix = "X-Forwarded-";

    // RFC 9110, 7.6.1: they speak of one connection, not of the message.
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization",
        "TE", "Trailer", "Transfer-Encoding", "Upgrade", "HTTP2-Settings",
    };

    private static readonly HashSet<string> NotToServices = new(StringComparer.OrdinalIgnoreCase)
    {
        // The caller's credentials stay here; services get the internal token instead.
        "Authorization", "Cookie",

        // Set anew for the request to the service.
        "Host", "Content-Length", "Expect", "Forwarded",

        // The trace goes on from our own span, which HttpClient writes in.
        "traceparent", "tracestate", "baggage", "Request-Id", "Correlation-Context",
    };

    private static readonly HashSet<string> NotToClients = new(StringComparer.OrdinalIgnoreCase)
    {
        // Sessions are ours alone; Kestrel writes the other two itself.
        "Set-Cookie", "Server", "Date",
    };

    /// <param name="name">A header of the request.</param>
    /// <param name="connection">The value of the request's Connection header, whose tokens name more headers of one connection.</param>
    public static bool ToService(string name, StringValues connection) =>
        !HopByHop.Contains(name) && !NotToServices.Contains(name) && !name.StartsWith(':')
        && !name.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith(ForwardedPrefix, StringComparison.OrdinalIgnoreCase)
        && !Names(connection, name);

    /// <param name="name">A header of the service's answer.</param>
    /// <param name="connection">The value of its Connection header.</param>
    public static bool ToClient(string name, StringValues connection) =>
        !HopByHop.Contains(name) && !NotToClients.Contains(name)
        && !name.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase)
        && !Names(connection, name);

    private static bool Names(StringValues connection, string name) =>
        connection.Any(value => value is not null
            && value.Split(',', StringSplitOptions.TrimEntries).Contains(name, StringComparer.OrdinalIgnoreCase));
}
