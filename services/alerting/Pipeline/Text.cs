using System.Globalization;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>Numbers and times in reasons and messages.</summary>
internal static class Text
{
    /// <summary>For example <c>4 h</c>, <c>1 min 30 s</c>, <c>250 ms</c>.</summary>
    public static string Of(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(1))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms");
        }

        (long Count, string Unit)[] parts = [((long)duration.TotalDays, "d"), (duration.Hours, "h"), (duration.Minutes, "min"), (duration.Seconds, "s")];
        return string.Join(' ', parts.SkipWhile(part => part.Count == 0).Take(2).Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Unit}"));
    }

    /// <summary>For example <c>2026-03-01 10:04:05 UTC</c>.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Six significant digits, without an exponent for numbers people read.</summary>
    public static string Of(double value) => Math.Abs(value) is >= 1e6 and < 1e15 && Math.Floor(value) == value
        ? value.ToString("0", CultureInfo.InvariantCulture)
        : value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>For example <c>1 alert</c>, <c>3 alerts</c>.</summary>
    public static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>At most that many characters, the last an ellipsis where something was cut; never half a character.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var end = longest - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}
