using System.Globalization;
using System.Security;

namespace PerfMonitor.Web.StatusPage;

/// <summary>A label and a value beside each other, as people put them into a README.</summary>
internal sealed record Badge(string Label, string Value, string Colour)
{
    // White text on each has a contrast of 4.5 or more (WCAG 2.2, 1.4.3).
    private const string Good = "#217a3c";
    private const string Fair = "#8a6100";
    private const string Bad = "#c0282d";
    private const string Planned = "#0a5ea8";
    private const string Unknown = "#5f6670";

    /// <summary>Width of a letter in the 11 px font, px: the mean of Verdana's. The text is stretched to what was reckoned with.</summary>
    private const double LetterWidth = 6.6;
    private const int Padding = 7;

    public static Badge OfState(PublicTarget target) => target.State switch
    {
        PublicState.Up => new(target.Name, "up", Good),
        PublicState.Down => new(target.Name, "down", Bad),
        PublicState.Maintenance => new(target.Name, "maintenance", Planned),
        _ => new(target.Name, "unknown", Unknown),
    };

    public static Badge OfUptime(PublicTarget target, int days)
    {
        var share = target.Uptime.Of(days);
        return new Badge($"uptime {days} d", share is { } known ? Percent(known) : "unknown", UptimeGrade.Of(share) switch
        {
            PublicState.Up => Good,
            PublicState.Partial => Fair,
            PublicState.Down => Bad,
            _ => Unknown,
        });
    }

    /// <summary>Within a second a page still feels connected to the hand (Nielsen, Usability Engineering, 1993); after ten the reader is gone.</summary>
    public static Badge OfResponse(PublicTarget target) => target.ResponseMs is not { } ms
        ? new Badge("response", "unknown", Unknown)
        : new Badge("response", ms < 10_000 ? string.Create(CultureInfo.InvariantCulture, $"{ms:0} ms") : string.Create(CultureInfo.InvariantCulture, $"{ms / 1000:0} s"), ms <= 1_000 ? Good : ms <= 10_000 ? Fair : Bad);

    public string ToSvg()
    {
        var (left, right) = (Width(Label), Width(Value));
        var (label, value, total) = (SecurityElement.Escape(Label), SecurityElement.Escape(Value), left + right);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="20" role="img" aria-label="{label}: {value}">
            <title>{label}: {value}</title>
            <clipPath id="r"><rect width="{total}" height="20" rx="3"/></clipPath>
            <g clip-path="url(#r)"><rect width="{left}" height="20" fill="#3c4149"/><rect x="{left}" width="{right}" height="20" fill="{Colour}"/></g>
            <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
            <text x="{left / 2.0}" y="14" textLength="{left - 2 * Padding}" lengthAdjust="spacingAndGlyphs">{label}</text>
            <text x="{left + right / 2.0}" y="14" textLength="{right - 2 * Padding}" lengthAdjust="spacingAndGlyphs">{value}</text>
            </g></svg>

            """);
    }

    /// <summary>Never rounded up to a hundred: that would deny an outage.</summary>
    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 100_000) / 1_000:0.###} %");

    private static int Width(string text) => (int)Math.Round(text.Length * LetterWidth) + 2 * Padding;
}
