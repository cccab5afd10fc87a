using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Hosts;

/// <summary>Turns a reading, and for utilisation the one before it, into figures.</summary>
internal static class HostFigures
{
    private static readonly string[] LoadNames = ["host_load1", "host_load5", "host_load15"];

    public static IEnumerable<Figure> Of(HostReading reading, HostReading? earlier) =>
        Cpu(reading, earlier).Concat(Load(reading)).Concat(MemoryOf(reading)).Concat(Filesystems(reading)).Concat(Disks(reading)).Concat(Networks(reading)).Concat(Uptime(reading));

    private static IEnumerable<Figure> Cpu(HostReading reading, HostReading? earlier)
    {
        foreach (var (name, times) in reading.Cpus)
        {
            if (earlier is null || !earlier.Cpus.TryGetValue(name, out var before) || times.UtilizationSince(before) is not { } utilization)
            {
                continue;
            }

            yield return name == "cpu"
                ? new Figure("host_cpu_utilization_ratio", utilization)
                : new Figure("host_cpu_core_utilization_ratio", utilization, new Label("cpu", name[3..]));
        }
    }

    private static IEnumerable<Figure> Load(HostReading reading) => reading.Load.Zip(LoadNames, (value, name) => new Figure(name, value));

    private static IEnumerable<Figure> MemoryOf(HostReading reading)
    {
        if (reading.Memory is not { } memory)
        {
            yield break;
        }

        yield return new Figure("host_memory_total_bytes", memory.Total);
        yield return new Figure("host_memory_available_bytes", memory.Available);
        yield return new Figure("host_memory_used_bytes", memory.Total - memory.Available);
        if (memory.Total > 0)
        {
            yield return new Figure("host_memory_utilization_ratio", (memory.Total - memory.Available) / memory.Total);
        }

        yield return new Figure("host_swap_total_bytes", memory.SwapTotal);
        yield return new Figure("host_swap_used_bytes", memory.SwapTotal - memory.SwapFree);
    }

    private static IEnumerable<Figure> Filesystems(HostReading reading)
    {
        foreach (var (mount, size, available) in reading.Filesystems)
        {
            Label[] labels = [new("device", mount.Device), new("fstype", mount.Type), new("mountpoint", mount.MountPoint)];
            yield return new Figure("host_filesystem_size_bytes", size, labels);
            yield return new Figure("host_filesystem_available_bytes", available, labels);
            if (size > 0)
            {
                yield return new Figure("host_filesystem_utilization_ratio", (size - available) / size, labels);
            }
        }
    }

    private static IEnumerable<Figure> Disks(HostReading reading)
    {
        foreach (var disk in reading.Disks)
        {
            var device = new Label("device", disk.Device);
            yield return new Figure("host_disk_reads_completed_total", disk.Reads, device);
            yield return new Figure("host_disk_read_bytes_total", disk.ReadBytes, device);
            yield return new Figure("host_disk_writes_completed_total", disk.Writes, device);
            yield return new Figure("host_disk_written_bytes_total", disk.WrittenBytes, device);
            yield return new Figure("host_disk_io_time_seconds_total", disk.BusySeconds, device);
        }
    }

    private static IEnumerable<Figure> Networks(HostReading reading)
    {
        foreach (var network in reading.Networks)
        {
            var device = new Label("device", network.Device);
            yield return new Figure("host_network_receive_bytes_total", network.ReceivedBytes, device);
            yield return new Figure("host_network_receive_errors_total", network.ReceiveErrors, device);
            yield return new Figure("host_network_transmit_bytes_total", network.TransmittedBytes, device);
            yield return new Figure("host_network_transmit_errors_total", network.TransmitErrors, device);
        }
    }

    private static IEnumerable<Figure> Uptime(HostReading reading) => reading.UptimeSeconds is { } seconds ? [new Figure("host_uptime_seconds", seconds)] : [];
}
