using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>A stretch of text of one style, perhaps a link.</summary>
internal sealed record TextRun(string Text, TextStyle Style)
{
    /// <summary>An address outside of the document.</summary>
    public Uri? Address { get; init; }

    /// <summary>A named place in the document.</summary>
    public string? Anchor { get; init; }

    public bool LooksLike(TextRun other) =>
        Style == other.Style && Address == other.Address && Anchor == other.Anchor;
}
