using System.Globalization;

namespace PerfMonitor.Ingestion.Hosts;

/// <summary>What a network device has carried since boot.</summary>
internal readonly record struct NetworkCounters(string Device, double ReceivedBytes, double ReceiveErrors, double TransmittedBytes, double TransmitErrors);

/// <summary>
/// Reads /proc/net/dev: receive bytes packets errs drop fifo frame compressed multicast, transmit bytes packets errs …
/// <code>
/// Inter-|   Receive                                                |  Transmit
///  face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
///   eth0: 1362675472   32972    0    0    0     0          0         0  1900053   19736    0    0    0     0       0          0
/// </code>
/// </summary>
internal static class ProcNetDev
{
    /// <summary>Every device but loopback and the host's ends of containers' links, whose bytes pass another device too.</summary>
    public static List<NetworkCounters> Parse(string text)
    {
        var devices = new List<NetworkCounters>();
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? "" : line[..colon].Trim();
            var fields = colon < 0 ? [] : line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 11 || name is "lo" || name.StartsWith("veth", StringComparison.Ordinal))
            {
                continue;
            }

            double At(int index) => double.Parse(fields[index], NumberStyles.None, CultureInfo.InvariantCulture);
            devices.Add(new NetworkCounters(name, At(0), At(2), At(8), At(10)));
        }

        return devices;
    }
}
