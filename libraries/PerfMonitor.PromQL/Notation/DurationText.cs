using System.Globalization;
using System.Text;

namespace PerfMonitor.PromQL.Notation;

/// <summary>Durations in Prometheus' notation: <c>1h30m</c>, <c>5m</c>, <c>250ms</c>; units y w d h m s ms, each at most once, the largest first.</summary>
public static class DurationText
{
    private static readonly (string Unit, long Milliseconds, bool OnlyWhole)[] Units =
    [
        ("y", 365L * 24 * 3_600_000, true),
        ("w", 7L * 24 * 3_600_000, true),
        ("d", 24L * 3_600_000, false),
        ("h", 3_600_000, false),
        ("m", 60_000, false),
        ("s", 1_000, false),
        ("ms", 1, false),
    ];

    /// <summary>Reads a duration in milliseconds; a lone <c>0</c> needs no unit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text is "0") return true;
        if (text.IsEmpty) return false;
        int unit = 0;
        while (text.Length > 0)
        {
            int digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0 || !long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return false;
            text = text[digits..];
            int letters = text.IndexOfAnyExceptInRange('a', 'z');
            var name = letters < 0 ? text : text[..letters];
            while (unit < Units.Length && !name.SequenceEqual(Units[unit].Unit)) unit++;
            if (unit == Units.Length) return false;
            if (number > (long.MaxValue - milliseconds) / Units[unit].Milliseconds) return false;
            milliseconds += number * Units[unit].Milliseconds;
            text = text[name.Length..];
            unit++;
        }

        return true;
    }

    /// <summary>Writes a duration as Prometheus does: years and weeks only where nothing remains (90d rather than 12w6d).</summary>
    public static string Format(long milliseconds)
    {
        if (milliseconds == 0) return "0s";
        var text = new StringBuilder(milliseconds < 0 ? "-" : "");
        long rest = Math.Abs(milliseconds);
        foreach ((string unit, long size, bool onlyWhole) in Units)
        {
            if (rest < size || (onlyWhole && rest % size != 0)) continue;
            text.Append(CultureInfo.InvariantCulture, $"{rest / size}{unit}");
            rest %= size;
        }

        return text.ToString();
    }
}
