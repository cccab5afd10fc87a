using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Content;

/// <summary>Places in the document as links and bookmarks name them.</summary>
internal sealed class Destinations(IReadOnlyList<PdfReference> pages, IReadOnlyList<double> heights)
{
    /// <summary>Scrolls to a height of a page and keeps the reader's zoom (0).</summary>
    public PdfArray Of(int page, double y) =>
        new(pages[page], new PdfName("XYZ"), new PdfNumber(0), new PdfNumber(heights[page] - y), new PdfNumber(0));
}
