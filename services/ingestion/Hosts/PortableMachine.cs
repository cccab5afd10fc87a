using System.Net.NetworkInformation;

namespace PerfMonitor.Ingestion.Hosts;

/// <summary>What .NET itself knows of a machine that is not Linux: less, and <see cref="Missing"/> says what.</summary>
internal sealed class PortableMachine(MachineOptions options) : IMachine
{
    public IReadOnlyList<string> Missing { get; } =
    [
        "host_cpu_*, host_load*, host_swap_*, host_disk_*: this operating system shows them in ways this collector does not know",
        "host_memory_available_bytes: as the .NET runtime saw it at its last garbage collection",
    ];

    public HostReading Read()
    {
        var memory = GC.GetGCMemoryInfo();
        return new HostReading
        {
            Memory = new Memory(memory.TotalAvailableMemoryBytes, Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes), 0, 0),
            Filesystems = [.. DriveInfo.GetDrives()
                .Where(drive => drive is { DriveType: DriveType.Fixed, IsReady: true })
                .Take(options.MaximumDevices)
                .Select(drive => new FilesystemSize(new Mount(drive.Name, drive.RootDirectory.FullName, drive.DriveFormat), drive.TotalSize, drive.AvailableFreeSpace))],
            Networks = [.. NetworkInterface.GetAllNetworkInterfaces()
                .Where(network => network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                .Take(options.MaximumDevices)
                .Select(Counters)],
            UptimeSeconds = Environment.TickCount64 / 1_000.0,
        };
    }

    private static NetworkCounters Counters(NetworkInterface network)
    {
        var statistics = network.GetIPStatistics();
        return new NetworkCounters(network.Name, statistics.BytesReceived, statistics.IncomingPacketsWithErrors, statistics.BytesSent, statistics.OutgoingPacketsWithErrors);
    }
}
