using System.Globalization;

using PerfMonitor.Templates.Values;

namespace PerfMonitor.Templates.Functions;

/// <summary>Numbers in a form that people read at a glance, as Prometheus' templates write them (prometheus/template/template.go).</summary>
internal static class Humanize
{
    private static readonly string[] Large = ["", "k", "M", "G", "T", "P", "E", "Z", "Y"];
    private static readonly string[] Small = ["", "m", "u", "n", "p", "f", "a", "z", "y"];
    private static readonly string[] Binary = ["", "ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"];

    /// <summary>1234567 → 1.235M.</summary>
    public static string Metric(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return Four(value);
        }

        return Math.Abs(value) >= 1 ? ScaleDown(value, 1000, Large) : ScaleUp(value, "");
    }

    /// <summary>1048576 → 1Mi.</summary>
    public static string Metric1024(double value) =>
        Math.Abs(value) <= 1 || !double.IsFinite(value) ? Four(value) : ScaleDown(value, 1024, Binary);

    /// <summary>Seconds: 95 → 1m 35s.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds))
        {
            return Four(seconds);
        }

        if (seconds == 0 || Math.Abs(seconds) < 1)
        {
            return seconds == 0 ? "0s" : ScaleUp(seconds, "s");
        }

        var sign = seconds < 0 ? "-" : "";
        var magnitude = Math.Abs(seconds);
        var whole = (long)magnitude;
        var (days, hours, minutes, rest) = (whole / 86_400, whole / 3_600 % 24, whole / 60 % 60, whole % 60);
        if (days != 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{days}d {hours}h {minutes}m {rest}s");
        }

        if (hours != 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{hours}h {minutes}m {rest}s");
        }

        return minutes != 0 ? string.Create(CultureInfo.InvariantCulture, $"{sign}{minutes}m {rest}s") : $"{sign}{Four(magnitude)}s";
    }

    /// <summary>A ratio: 0.1234 → 12.34%.</summary>
    public static string Percentage(double ratio) => Four(ratio * 100) + "%";

    /// <summary>Seconds since the Unix epoch: 2026-01-05 12:00:00 +0000 UTC.</summary>
    public static string Timestamp(double seconds)
    {
        return IsMoment(seconds) ? GoTime.Text(DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000))) : Four(seconds);
    }

    /// <summary>Whether a time lies within the years that a <see cref="DateTimeOffset"/> holds.</summary>
    public static bool IsMoment(double seconds) => double.IsFinite(seconds) && Math.Abs(seconds) <= 60_000_000_000;

    private static string ScaleDown(double value, double step, string[] prefixes)
    {
        var power = 0;
        for (; Math.Abs(value) >= step && power < prefixes.Length - 1; power++)
        {
            value /= step;
        }

        return Four(value) + prefixes[power];
    }

    private static string ScaleUp(double value, string unit)
    {
        var power = 0;
        for (; Math.Abs(value) < 1 && power < Small.Length - 1; power++)
        {
            value *= 1000;
        }

        return Four(value) + Small[power] + unit;
    }

    private static string Four(double value) => GoNumber.General(value, 4);
}
