using System.Globalization;

namespace PerfMonitor.Ingestion.Hosts;

/// <summary>Time a processor has spent since boot, in clock ticks.</summary>
internal readonly record struct CpuTimes(ulong Busy, ulong Idle)
{
    /// <summary>The part of the time between two readings that was not idle, 0 to 1; null where no time passed or the counters went back.</summary>
    public double? UtilizationSince(CpuTimes earlier)
    {
        // iowait can fall by a tick; a counter that goes back further is a core that went offline and came again.
        var (busy, idle) = ((double)Busy - earlier.Busy, (double)Idle - earlier.Idle);
        return busy < 0 || busy + idle <= 0 ? null : Math.Clamp(busy / (busy + idle), 0, 1);
    }
}

/// <summary>
/// Reads /proc/stat (man 5 proc): user nice system idle iowait irq softirq steal guest guest_nice, in ticks.
/// <code>
/// cpu  251417 187 45756 554119 1053 0 565 333 0 0
/// cpu0 121589 122 21681 282765 139 0 134 165 0 0
/// intr 4029071 0 0
/// </code>
/// </summary>
internal static class ProcStat
{
    /// <summary>The times by name, <c>cpu</c> for all cores together, <c>cpu0</c> … for one.</summary>
    public static Dictionary<string, CpuTimes> Parse(string text)
    {
        var times = new Dictionary<string, CpuTimes>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith("cpu", StringComparison.Ordinal))
            {
                continue;
            }

            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 5)
            {
                continue;
            }

            // guest and guest_nice (the last two) are part of user and nice already.
            var ticks = fields.Skip(1).Take(8).Select(field => ulong.Parse(field, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
            var idle = ticks[3] + (ticks.Length > 4 ? ticks[4] : 0);
            times[fields[0]] = new CpuTimes(ticks.Aggregate(0UL, (sum, tick) => sum + tick) - idle, idle);
        }

        return times;
    }
}
