using System.Globalization;
using System.Text;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Rendering;

/// <summary>The name a report is saved under: "daily-report-2025-11-21.pdf".</summary>
internal static class FileName
{
    private const int LongestTitle = 60;

    public static string Of(string title, ReportPeriod period, TimeZoneInfo zone, string extension)
    {
        var name = new StringBuilder();
        foreach (var c in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                name.Append(c);
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        var stem = name.ToString(0, Math.Min(name.Length, LongestTitle)).Trim('-');
        var day = TimeZoneInfo.ConvertTime(period.From, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{(stem.Length > 0 ? stem : "report")}-{day}.{extension}";
    }
}
