using System.Globalization;

namespace PerfMonitor.Pdf.Objects;

/// <summary>Dates in the form of ISO 32000-1, 7.9.4: <c>D:20240229173000+01'00'</c>.</summary>
internal static class PdfDate
{
    public static PdfString Format(DateTimeOffset time)
    {
        var offset = time.Offset;
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        var zone = offset == TimeSpan.Zero
            ? "Z"
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(offset.Hours):00}'{Math.Abs(offset.Minutes):00}'");
        return PdfString.Text("D:" + time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + zone);
    }
}
