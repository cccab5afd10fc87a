using System.Net;
using System.Net.Sockets;

namespace PerfMonitor.Testing.Servers;

/// <summary>Ports of loopback for servers that are told theirs.</summary>
public static class FreePort
{
    /// <summary>One that nobody listens on now; somebody else may before its server does.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
