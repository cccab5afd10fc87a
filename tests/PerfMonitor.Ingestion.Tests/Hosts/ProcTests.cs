using PerfMonitor.Ingestion.Hosts;

namespace PerfMonitor.Ingestion.Tests;

[Trait("feature", "S3-25")]
[Trait("feature", "S3-26")]
[Trait("feature", "S3-27")]
[Trait("feature", "S3-28")]
public sealed class ProcTests
{
    [Fact]
    public void Stat_counts_waiting_for_disks_as_idle_and_guests_once()
    {
        var times = ProcStat.Parse("cpu  100 10 50 800 40 5 5 10 30 2\ncpu0 60 5 25 400 20 3 3 5 0 0\ncpu1 40 5 25\nintr 1 2\n");

        Assert.Equal(new Dictionary<string, CpuTimes> { ["cpu"] = new(180, 840), ["cpu0"] = new(101, 420) }, times);
    }

    [Theory]
    [InlineData(180, 840, 280, 1_140, 0.25)]
    [InlineData(180, 840, 180, 940, 0.0)]
    [InlineData(180, 840, 280, 839, 1.0)]
    [InlineData(180, 840, 180, 840, null)]
    [InlineData(180, 840, 20, 100, null)]
    public void Utilisation_is_what_was_not_idle_between_two_looks(ulong busyBefore, ulong idleBefore, ulong busy, ulong idle, double? expected) =>
        Assert.Equal(expected, new CpuTimes(busy, idle).UtilizationSince(new CpuTimes(busyBefore, idleBefore)));

    [Theory]
    [InlineData("MemTotal: 1000 kB\nMemFree: 100 kB\nMemAvailable: 400 kB\nSwapTotal: 50 kB\nSwapFree: 20 kB\n", 1_024_000, 409_600, 51_200, 20_480)]
    [InlineData("MemTotal:1000 kB\nMemFree: 100 kB\nBuffers: 50 kB\nCached: 150 kB\n", 1_024_000, 307_200, 0, 0)]
    [InlineData("MemTotal: 1000 kB\nMemAvailable: 2000 kB\n", 1_024_000, 1_024_000, 0, 0)]
    public void Meminfo_is_in_bytes(string text, double total, double available, double swapTotal, double swapFree) =>
        Assert.Equal(new Memory(total, available, swapTotal, swapFree), ProcMeminfo.Parse(text));

    [Fact]
    public void Meminfo_without_a_total_is_none() => Assert.Null(ProcMeminfo.Parse("MemFree: 1 kB\n"));

    [Theory]
    [InlineData("17.66 17.81 10.70 15/438 21486\n", new[] { 17.66, 17.81, 10.70 })]
    [InlineData("1.5 x 2\n", new[] { 1.5 })]
    [InlineData("", new double[0])]
    public void Leading_numbers_are_read_as_far_as_they_go(string text, double[] expected) => Assert.Equal(expected, ProcNumbers.Parse(text, 3));

    [Fact]
    public void Diskstats_leaves_out_partitions_and_pretended_disks()
    {
        var disks = ProcDiskstats.Parse("""
               7       0 loop0 1 0 2 0 0 0 0 0 0 0 0 0 0 0 0 0 0
             254       0 vda 252856 36021 9724810 132046 193112 110231 12419720 73071 0 35840 215485 19472 118 1961728 3931 31094 6435
             254       1 vda1 1 0 2 0 0 0 0 0 0 0 0 0 0 0 0 0 0
             259       0 nvme0n1 10 0 20 0 30 0 40 0 0 5000 0
             259       1 nvme0n1p1 10 0 20 0 30 0 40 0 0 5000 0
             253       0 dm-0 1 2 3 4 5 6 7 8 9 10 11
             253       0 zram0 0 0 0 0 0 0 0 0 0 0 0
               8       0 sda
            """);

        Assert.Equal(
        [
            new DiskCounters("vda", 252_856, 9_724_810 * 512.0, 193_112, 12_419_720 * 512.0, 35.84),
            new DiskCounters("nvme0n1", 10, 10_240, 30, 20_480, 5),
            new DiskCounters("dm-0", 1, 3 * 512.0, 5, 7 * 512.0, 0.01),
        ], disks);
    }

    [Fact]
    public void Net_dev_leaves_out_loopback_and_container_links()
    {
        var devices = ProcNetDev.Parse("""
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                lo: 282133847  284222    0    0    0     0          0         0 282133847  284222    0    0    0     0       0          0
              eth0: 1362675472   32972    3    0    0     0          0         0  1900053   19736    4    0    0     0       0          0
            vethab12:1 2 3 4 5 6 7 8 9 10 11 12
              wlan0:5 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
            """);

        Assert.Equal([new NetworkCounters("eth0", 1_362_675_472, 3, 1_900_053, 4), new NetworkCounters("wlan0", 5, 3, 9, 11)], devices);
    }

    [Fact]
    public void Mounts_keeps_each_local_filesystem_once()
    {
        var mounts = ProcMounts.Parse("""
            proc /proc proc rw,relatime 0 0
            rootfs / rootfs rw 0 0
            /dev/vda / ext4 rw,relatime,discard 0 0
            tmpfs /dev/shm tmpfs rw,relatime,size=24684092k 0 0
            /dev/vda /var/lib/docker ext4 rw 0 0
            /dev/sdb1 /mnt/my\040disk xfs rw 0 0
            server:/export /mnt/nfs nfs4 rw 0 0
            /dev/loop3 /snap/core squashfs ro 0 0
            pool/data /data zfs rw 0 0
            overlay /var/lib/docker/overlay2/x/merged overlay rw 0 0
            """);

        Assert.Equal([new Mount("/dev/vda", "/", "ext4"), new Mount("pool/data", "/data", "zfs"), new Mount("/dev/sdb1", "/mnt/my disk", "xfs")], mounts);
    }

    [Fact]
    public void Mounts_of_a_container_keeps_its_root() =>
        Assert.Equal([new Mount("overlay", "/", "overlay")], ProcMounts.Parse("overlay / overlay rw 0 0\ntmpfs /dev tmpfs rw 0 0\n"));
}
