using System.Globalization;

namespace PerfMonitor.Ingestion.Hosts;

/// <summary>
/// Reads the leading numbers of /proc/loadavg and /proc/uptime (man 5 proc).
/// <code>
/// 17.66 17.81 10.70 15/438 21486
/// 4285.64 5541.19
/// </code>
/// </summary>
internal static class ProcNumbers
{
    /// <summary>The first numbers of the text; fewer where it has fewer.</summary>
    public static double[] Parse(string text, int count) =>
    [
        .. text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Take(count)
            .TakeWhile(field => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            .Select(field => double.Parse(field, CultureInfo.InvariantCulture)),
    ];
}
