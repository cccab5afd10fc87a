using System.Globalization;
using PerfMonitor.Ingestion.Hosts;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Tests;

[Trait("feature", "S2-62")]
[Trait("feature", "S2-68")]
[Trait("feature", "S2-69")]
[Trait("feature", "S2-70")]
[Trait("feature", "S2-71")]
[Trait("feature", "S3-25")]
[Trait("feature", "S3-26")]
[Trait("feature", "S3-27")]
[Trait("feature", "S3-28")]
public sealed class HostFiguresTests
{
    private static readonly HostReading Reading = new()
    {
        Cpus = new Dictionary<string, CpuTimes> { ["cpu"] = new(30, 170), ["cpu0"] = new(20, 80), ["cpu1"] = new(10, 90) },
        Load = [1.5, 2, 3],
        Memory = new Memory(1_000, 400, 100, 75),
        Filesystems = [new FilesystemSize(new Mount("/dev/vda", "/", "ext4"), 200, 50)],
        Disks = [new DiskCounters("vda", 1, 2, 3, 4, 5)],
        Networks = [new NetworkCounters("eth0", 1, 2, 3, 4)],
        UptimeSeconds = 60,
    };

    [Fact]
    public void Have_the_names_of_the_contract()
    {
        var earlier = Reading with { Cpus = new Dictionary<string, CpuTimes> { ["cpu"] = new(10, 90), ["cpu0"] = new(0, 50) } };

        var lines = HostFigures.Of(Reading, earlier).Select(figure => $"{figure.Series(new Label("job", "host"))} {figure.Value.ToString(CultureInfo.InvariantCulture)}");

        Assert.Equal(
        [
            """host_cpu_utilization_ratio{job="host"} 0.2""",
            """host_cpu_core_utilization_ratio{cpu="0",job="host"} 0.4""",
            """host_load1{job="host"} 1.5""",
            """host_load5{job="host"} 2""",
            """host_load15{job="host"} 3""",
            """host_memory_total_bytes{job="host"} 1000""",
            """host_memory_available_bytes{job="host"} 400""",
            """host_memory_used_bytes{job="host"} 600""",
            """host_memory_utilization_ratio{job="host"} 0.6""",
            """host_swap_total_bytes{job="host"} 100""",
            """host_swap_used_bytes{job="host"} 25""",
            """host_filesystem_size_bytes{device="/dev/vda",fstype="ext4",job="host",mountpoint="/"} 200""",
            """host_filesystem_available_bytes{device="/dev/vda",fstype="ext4",job="host",mountpoint="/"} 50""",
            """host_filesystem_utilization_ratio{device="/dev/vda",fstype="ext4",job="host",mountpoint="/"} 0.75""",
            """host_disk_reads_completed_total{device="vda",job="host"} 1""",
            """host_disk_read_bytes_total{device="vda",job="host"} 2""",
            """host_disk_writes_completed_total{device="vda",job="host"} 3""",
            """host_disk_written_bytes_total{device="vda",job="host"} 4""",
            """host_disk_io_time_seconds_total{device="vda",job="host"} 5""",
            """host_network_receive_bytes_total{device="eth0",job="host"} 1""",
            """host_network_receive_errors_total{device="eth0",job="host"} 2""",
            """host_network_transmit_bytes_total{device="eth0",job="host"} 3""",
            """host_network_transmit_errors_total{device="eth0",job="host"} 4""",
            """host_uptime_seconds{job="host"} 60""",
        ], lines);
    }

    [Fact]
    public void What_a_machine_does_not_show_is_left_out() => Assert.Empty(HostFigures.Of(new HostReading(), new HostReading()));

    [Fact]
    public void Linux_reads_the_machine_it_runs_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc on this operating system.");
        var machine = new LinuxMachine(new MachineOptions());

        var reading = machine.Read();

        Assert.True(reading.Memory?.Total > 0);
        Assert.Contains("cpu", reading.Cpus.Keys);
        Assert.True(reading.UptimeSeconds > 0);
    }

    [Fact]
    public void Linux_says_what_is_missing()
    {
        var folder = Directory.CreateTempSubdirectory("perfmonitor-proc-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "loadavg"), "1 2 3 1/2 3\n");
            var machine = new LinuxMachine(new MachineOptions { ProcFolder = folder.FullName });

            Assert.Equal(6, machine.Missing.Count);
            Assert.StartsWith("host_cpu_*: ", machine.Missing[0], StringComparison.Ordinal);
            Assert.Equal([1, 2, 3], machine.Read().Load);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Other_systems_show_less_and_say_so()
    {
        var machine = new PortableMachine(new MachineOptions());

        Assert.True(machine.Read().Memory?.Total > 0);
        Assert.NotEmpty(machine.Missing);
    }
}
