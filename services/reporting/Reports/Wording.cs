using System.Globalization;

namespace PerfMonitor.Reporting.Reports;

/// <summary>Figures as people read them.</summary>
internal static class Wording
{
    private const int NamesInSentence = 3;

    /// <summary>The two largest units: "2 d 3 h", "11 min 30 s", "4 s".</summary>
    public static string Duration(TimeSpan duration)
    {
        if (duration <= TimeSpan.Zero)
        {
            return "0 s";
        }

        if (duration < TimeSpan.FromSeconds(1))
        {
            return "under 1 s";
        }

        (int Count, string Unit)[] parts = [(duration.Days, "d"), (duration.Hours, "h"), (duration.Minutes, "min"), (duration.Seconds, "s")];
        var shown = parts.SkipWhile(part => part.Count == 0).Take(2).Where(part => part.Count > 0);
        return string.Join(' ', shown.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}")));
    }

    /// <summary>A share in percent, rounded down so that only what never failed is 100 %.</summary>
    public static string Percent(double share) =>
        (Math.Floor(share * 100_000 + 1e-6) / 1000).ToString("0.###", CultureInfo.InvariantCulture) + " %";

    /// <summary>With a no-break space between thousands, as ISO 80000 groups digits.</summary>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u00A0');

    /// <summary>"a, b and c", or "a, b, c and 4 more".</summary>
    public static string List(IReadOnlyList<string> names)
    {
        if (names.Count > NamesInSentence + 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(NamesInSentence))} and {names.Count - NamesInSentence} more");
        }

        return names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }

    /// <summary>"21 Nov 2025 06:00"; seconds where they matter.</summary>
    public static string Time(DateTimeOffset time, TimeZoneInfo zone, bool seconds = false) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString(seconds ? "d MMM yyyy HH:mm:ss" : "d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"Friday 21 November 2025" for a whole day of the zone, else both ends.</summary>
    public static string Period(ReportPeriod period, TimeZoneInfo zone)
    {
        var (from, to) = (TimeZoneInfo.ConvertTime(period.From, zone).DateTime, TimeZoneInfo.ConvertTime(period.To, zone).DateTime);
        if (from.TimeOfDay != TimeSpan.Zero || to.TimeOfDay != TimeSpan.Zero)
        {
            return $"{Time(period.From, zone)} – {Time(period.To, zone)}";
        }

        var last = to.AddDays(-1);
        return from == last
            ? from.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)
            : $"{from.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)} – {last.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}";
    }
}
