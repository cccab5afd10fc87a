namespace PerfMonitor.Alerting.Receivers;

/// <summary>Addresses of channels that are reached over HTTP.</summary>
internal static class HttpAddress
{
    public static bool IsValid(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https");

    /// <summary>What may be shown of it: user, path and query often are the secret.</summary>
    public static string Shown(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.GetComponents(UriComponents.SchemeAndServer, UriFormat.Unescaped) : "";
}
