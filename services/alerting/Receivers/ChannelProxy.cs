using System.Net;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>A proxy that some hosts are reached without, in the words of <c>NO_PROXY</c>: names with all below them, addresses, networks, <c>*</c>.</summary>
internal sealed class ChannelProxy(Uri proxy, string without) : IWebProxy
{
    private readonly string[] _without = without.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public ICredentials? Credentials { get; set; } = proxy.UserInfo.Split(':') is [{ Length: > 0 } user, .. var password]
        ? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(string.Join(':', password)))
        : null;

    // Without user and password: .NET names the address where the proxy refuses.
    public Uri? GetProxy(Uri destination) => new UriBuilder(proxy) { UserName = "", Password = "" }.Uri;

    public bool IsBypassed(Uri host) => Array.Exists(_without, one => Covers(one, host.Host, host.Port));

    private static bool Covers(string one, string host, int port)
    {
        if (one == "*")
        {
            return true;
        }

        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return IPNetwork.TryParse(one, out var network) ? network.Contains(address) : IPAddress.TryParse(one, out var same) && same.Equals(address);
        }

        var (name, only) = one.LastIndexOf(':') is var colon and > 0 ? (one[..colon], one[(colon + 1)..]) : (one, "");
        return (only.Length == 0 || only == port.ToString(System.Globalization.CultureInfo.InvariantCulture))
            && (host.Equals(name.TrimStart('*').TrimStart('.'), StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{name.TrimStart('*').TrimStart('.')}", StringComparison.OrdinalIgnoreCase));
    }
}
