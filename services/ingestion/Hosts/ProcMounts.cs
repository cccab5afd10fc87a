namespace PerfMonitor.Ingestion.Hosts;

/// <summary>A mounted filesystem.</summary>
internal readonly record struct Mount(string Device, string MountPoint, string Type);

/// <summary>
/// Reads /proc/mounts (man 5 fstab): device, mount point, type, options; spaces in names are written \040.
/// <code>
/// proc /proc proc rw,relatime 0 0
/// /dev/vda / ext4 rw,relatime,discard 0 0
/// tmpfs /dev/shm tmpfs rw,relatime,size=24684092k 0 0
/// </code>
/// </summary>
internal static class ProcMounts
{
    // Filesystems on disks of this machine whose device is no path below /dev.
    private static readonly string[] LocalTypes = ["zfs", "btrfs"];

    /// <summary>
    /// Filesystems on this machine's disks, each device once, at its shortest mount point: pseudo filesystems have no size, and asking a
    /// network filesystem whose server is gone hangs.
    /// </summary>
    public static List<Mount> Parse(string text)
    {
        var mounts = new Dictionary<string, Mount>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var fields = line.Split(' ');
            if (fields.Length < 3 || !IsLocal(fields[0], fields[1], fields[2]))
            {
                continue;
            }

            var mount = new Mount(Unescape(fields[0]), Unescape(fields[1]), fields[2]);
            if (!mounts.TryGetValue(mount.Device, out var known) || mount.MountPoint.Length < known.MountPoint.Length)
            {
                mounts[mount.Device] = mount;
            }
        }

        return [.. mounts.Values.OrderBy(mount => mount.MountPoint, StringComparer.Ordinal)];
    }

    // squashfs images (snaps) are always full. Of overlays only the root says something: it is the container's own.
    private static bool IsLocal(string device, string mountPoint, string type) =>
        type != "squashfs" && (mountPoint == "/" ? type != "rootfs" : device.StartsWith("/dev/", StringComparison.Ordinal) || LocalTypes.Contains(type));

    private static string Unescape(string field) => field
        .Replace(@"\040", " ", StringComparison.Ordinal)
        .Replace(@"\011", "\t", StringComparison.Ordinal)
        .Replace(@"\012", "\n", StringComparison.Ordinal)
        .Replace(@"\134", @"\", StringComparison.Ordinal);
}
