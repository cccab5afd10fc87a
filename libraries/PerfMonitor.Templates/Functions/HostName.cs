using System.Net;

namespace PerfMonitor.Templates.Functions;

/// <summary>Parts of an <c>instance</c> label, as Prometheus' templates take them.</summary>
internal static class HostName
{
    /// <summary>web-1.example.com:9100 → web-1.example.com; [::1]:9100 → ::1; the text itself where there is no port.</summary>
    public static string WithoutPort(string hostPort)
    {
        if (hostPort.StartsWith('[') && hostPort.IndexOf("]:", StringComparison.Ordinal) is > 0 and var end)
        {
            return hostPort[1..end];
        }

        var colon = hostPort.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && colon == hostPort.LastIndexOf(':') ? hostPort[..colon] : hostPort;
    }

    /// <summary>web-1.example.com:9100 → web-1:9100; an address stays as it is.</summary>
    public static string WithoutDomain(string hostPort)
    {
        var host = WithoutPort(hostPort);
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 || IPAddress.TryParse(host, out _) ? hostPort : host[..dot] + hostPort[host.Length..];
    }
}
