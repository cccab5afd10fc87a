using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfMonitor.Ingestion.Hosts;

/// <summary>What a disk has done since boot.</summary>
internal readonly record struct DiskCounters(string Device, double Reads, double ReadBytes, double Writes, double WrittenBytes, double BusySeconds);

/// <summary>
/// Reads /proc/diskstats (kernel documentation, admin-guide/iostats): major minor name, then reads, merged, sectors read, ms reading,
/// writes, merged, sectors written, ms writing, in flight, ms busy.
/// <code>
///  254       0 vda 252856 36021 9724810 132046 193112 110231 12419720 73071 0 35840 215485 19472 118 1961728 3931 31094 6435
/// </code>
/// </summary>
internal static partial class ProcDiskstats
{
    // Sectors are 512 bytes here whatever the device's own are.
    private const double SectorBytes = 512;
    private const double MillisecondsPerSecond = 1_000;

    /// <summary>Whole disks; partitions, loop, RAM and floppy devices are left out, because their bytes are counted with the disk or are none.</summary>
    public static List<DiskCounters> Parse(string text)
    {
        var disks = new List<DiskCounters>();
        foreach (var line in text.Split('\n'))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 13 || LeftOut().IsMatch(fields[2]))
            {
                continue;
            }

            double At(int index) => double.Parse(fields[index], NumberStyles.None, CultureInfo.InvariantCulture);
            disks.Add(new DiskCounters(fields[2], At(3), At(5) * SectorBytes, At(7), At(9) * SectorBytes, At(12) / MillisecondsPerSecond));
        }

        return disks;
    }

    [GeneratedRegex(@"^(z?ram|loop|fd|sr|(h|s|v|xv)d[a-z]+|nvme\d+n\d+p|mmcblk\d+p)\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex LeftOut();
}
