using System.Globalization;

namespace PerfMonitor.Ingestion.Hosts;

/// <summary>Memory and swap, in bytes.</summary>
internal readonly record struct Memory(double Total, double Available, double SwapTotal, double SwapFree);

/// <summary>
/// Reads /proc/meminfo (man 5 proc).
/// <code>
/// MemTotal:       24684092 kB
/// MemFree:        19248052 kB
/// MemAvailable:   22479092 kB
/// </code>
/// </summary>
internal static class ProcMeminfo
{
    private const double KibiByte = 1_024;

    /// <summary>Null where the total is missing.</summary>
    public static Memory? Parse(string text)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var fields = line.Split([' ', ':', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 2 && double.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                values[fields[0]] = value * KibiByte;
            }
        }

        if (!values.TryGetValue("MemTotal", out var total))
        {
            return null;
        }

        // Kernels before 3.14 do not say what is available; this is what they mean by it.
        var available = values.TryGetValue("MemAvailable", out var given)
            ? given
            : values.GetValueOrDefault("MemFree") + values.GetValueOrDefault("Buffers") + values.GetValueOrDefault("Cached");
        return new Memory(total, Math.Min(available, total), values.GetValueOrDefault("SwapTotal"), values.GetValueOrDefault("SwapFree"));
    }
}
