namespace PerfMonitor.Ingestion.Hosts;

/// <summary>Reads Linux' figures from /proc, and the sizes of filesystems with statvfs, which is what DriveInfo asks.</summary>
internal sealed class LinuxMachine : IMachine
{
    // Sizes change slowly and cost a system call for each filesystem; mounts come and go rarely.
    private const int ReadingsBetweenMounts = 10;

    private static readonly (string File, string Figures)[] Sources =
    [
        ("stat", "host_cpu_*"), ("loadavg", "host_load*"), ("meminfo", "host_memory_*, host_swap_*"), ("mounts", "host_filesystem_*"),
        ("diskstats", "host_disk_*"), ("net/dev", "host_network_*"), ("uptime", "host_uptime_seconds"),
    ];

    private readonly string _folder;
    private readonly int _maximumDevices;
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private readonly List<string> _missing = [];
    private List<Mount> _mounts = [];
    private int _readings;

    public LinuxMachine(MachineOptions options)
    {
        (_folder, _maximumDevices) = (options.ProcFolder, options.MaximumDevices);
        foreach (var (file, figures) in Sources)
        {
            try
            {
                File.ReadAllText(PathOf(file));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                _unreadable.Add(file);
                _missing.Add($"{figures}: {failure.Message}");
            }
        }
    }

    public IReadOnlyList<string> Missing => _missing;

    public HostReading Read() => new()
    {
        Cpus = ProcStat.Parse(Text("stat")).Take(_maximumDevices + 1).ToDictionary(),
        Load = ProcNumbers.Parse(Text("loadavg"), 3),
        Memory = ProcMeminfo.Parse(Text("meminfo")),
        Filesystems = Filesystems(),
        Disks = [.. ProcDiskstats.Parse(Text("diskstats")).Take(_maximumDevices)],
        Networks = [.. ProcNetDev.Parse(Text("net/dev")).Take(_maximumDevices)],
        UptimeSeconds = ProcNumbers.Parse(Text("uptime"), 1) is [var seconds] ? seconds : null,
    };

    private string Text(string file) => _unreadable.Contains(file) ? "" : File.ReadAllText(PathOf(file));

    private string PathOf(string file) => Path.Combine(_folder, file);

    private List<FilesystemSize> Filesystems()
    {
        if (_readings++ % ReadingsBetweenMounts == 0)
        {
            _mounts = [.. ProcMounts.Parse(Text("mounts")).Where(mount => Directory.Exists(mount.MountPoint)).Take(_maximumDevices)];
        }

        var sizes = new List<FilesystemSize>(_mounts.Count);
        foreach (var mount in _mounts)
        {
            try
            {
                var drive = new DriveInfo(mount.MountPoint);
                sizes.Add(new FilesystemSize(mount, drive.TotalSize, drive.AvailableFreeSpace));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Unmounted since the last look, or not ours to see: it has no size to tell, and the next look at the mounts drops it.
            }
        }

        return sizes;
    }
}
