using System.Net;
using System.Net.Sockets;

namespace PerfMonitor.Hosting.Running;

/// <summary>
/// Picks ports nobody listens on. They lie below the range from which the kernel takes the ports of outgoing connections
/// (32768 on Linux), so that no client takes one between its choice and its use; each is handed out once.
/// </summary>
internal static class FreePorts
{
    private const int First = 20_000;
    private const int Last = 32_000;
    private const int MaxTries = 1_000;

    private static readonly Lock Gate = new();
    private static readonly HashSet<int> HandedOut = [];

    public static int Take()
    {
        lock (Gate)
        {
            for (var tries = 0; tries < MaxTries; tries++)
            {
                var port = Random.Shared.Next(First, Last);
                if (!HandedOut.Contains(port) && IsFree(port))
                {
                    HandedOut.Add(port);
                    return port;
                }
            }
        }

        throw new Aspire.Hosting.DistributedApplicationException($"No free port was found between {First} and {Last}.");
    }

    public static int[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Take())];

    /// <summary>Whether the port can be listened on, on both loopback addresses.</summary>
    public static bool IsFree(int port) =>
        CanListen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    private static bool CanListen(IPAddress address, int port)
    {
        // Without this, a port in TIME_WAIT after a restart would look taken; a listening one still does.
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            // A machine without IPv6 on its loopback interface.
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
