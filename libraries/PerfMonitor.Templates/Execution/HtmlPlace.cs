using PerfMonitor.Templates.Functions;
using PerfMonitor.Templates.Values;

namespace PerfMonitor.Templates.Execution;

/// <summary>What may stand at a place of an HTML text. Simpler than Go's html/template: scripts, styles and attributes without quotes are no place for values.</summary>
internal static class HtmlPlace
{
    private static readonly string[] Addresses = ["href=\"", "href='", "src=\"", "src='"];

    private static readonly string[] Schemes = ["http", "https", "mailto"];

    /// <summary>A value as it is shown behind the text so far.</summary>
    public static string Shown(string value, BoundedText before, int most) =>
        Array.Exists(Addresses, before.EndsWith) && !IsAddress(value) ? "#" : Escaping.Html(value, most);

    // Without a scheme it is relative, which does no harm.
    private static bool IsAddress(string value)
    {
        var end = value.AsSpan().IndexOfAny(":/?#");
        return end < 0 || value[end] != ':' || Array.Exists(Schemes, scheme => value.AsSpan(0, end).Trim().Equals(scheme, StringComparison.OrdinalIgnoreCase));
    }
}
