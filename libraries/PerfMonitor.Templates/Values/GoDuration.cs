using System.Globalization;
using System.Text;

namespace PerfMonitor.Templates.Values;

/// <summary>Durations as Go's time package writes them: <c>1h2m0.5s</c>, <c>12ms</c>, <c>0s</c>.</summary>
internal static class GoDuration
{
    public static string Text(TimeSpan span)
    {
        if (span == TimeSpan.Zero)
        {
            return "0s";
        }

        var sign = span < TimeSpan.Zero ? "-" : "";
        var ticks = span == TimeSpan.MinValue ? (decimal)long.MaxValue : Math.Abs(span.Ticks);
        if (ticks < TimeSpan.TicksPerSecond)
        {
            return sign + (ticks < TimeSpan.TicksPerMillisecond ? Number(ticks / TimeSpan.TicksPerMicrosecond) + "µs" : Number(ticks / TimeSpan.TicksPerMillisecond) + "ms");
        }

        var (hours, minutes) = ((long)(ticks / TimeSpan.TicksPerHour), (long)(ticks / TimeSpan.TicksPerMinute) % 60);
        var text = new StringBuilder(sign);
        if (hours > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{hours}h");
        }

        if (hours > 0 || minutes > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{minutes}m");
        }

        return text.Append(Number(ticks % TimeSpan.TicksPerMinute / TimeSpan.TicksPerSecond)).Append('s').ToString();
    }

    private static string Number(decimal value) => value.ToString("0.#######", CultureInfo.InvariantCulture);
}
