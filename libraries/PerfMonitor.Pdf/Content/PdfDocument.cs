using System.Text;
using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Content;

/// <summary>
/// A document page by page: draw on what <see cref="AddPage"/> returns, then <see cref="Write"/> it once.
/// The whole document is held in memory; the same calls give the same bytes.
/// </summary>
public sealed class PdfDocument(DocumentProperties properties)
{
    private readonly FontResources _fonts = new();
    private readonly List<Canvas> _pages = [];
    private readonly List<OutlineEntry> _outline = [];
    private readonly Dictionary<string, (int Page, double Y)> anchors = [];

    /// <summary>Characters no glyph was found for; each is drawn as a replacement character.</summary>
    public IReadOnlyList<Rune> MissingCharacters => [.. _fonts.Missing];

    public Canvas AddPage(PageSize size)
    {
        _pages.Add(new Canvas(size, _fonts));
        return _pages[^1];
    }

    public void AddOutline(OutlineEntry entry) => _outline.Add(entry);

    /// <summary>Names a place for <see cref="Canvas.LinkTo"/>.</summary>
    public void AddAnchor(string name, int page, double y)
    {
        if (!anchors.TryAdd(name, (page, y)))
        {
            throw new ArgumentException($"The anchor '{name}' exists already.", nameof(name));
        }
    }

    public byte[] Write()
    {
        if (_pages.Count == 0)
        {
            throw new InvalidOperationException("A document has at least one page.");
        }

        var file = new PdfFile();
        var tree = file.Reserve();
        var references = _pages.Select(_ => file.Reserve()).ToArray();
        var destinations = new Destinations(references, [.. _pages.Select(p => p.Size.Height)]);
        var resources = file.Add(new PdfDictionary().Add("Font", _fonts.WriteTo(file)));
        foreach (var (index, page) in _pages.Index())
        {
            file.Set(references[index], Page(file, page, tree, resources, destinations));
        }

        file.Set(tree, new PdfDictionary().Add("Type", "Pages").Add("Count", _pages.Count).Add("Kids", new PdfArray(references)));

        var catalog = new PdfDictionary()
            .Add("Type", "Catalog")
            .Add("Pages", tree)
            .Add("Lang", PdfString.Text(properties.Language))
            .Add("ViewerPreferences", new PdfDictionary().Add("DisplayDocTitle", new PdfBoolean(true)))
            .Add("Metadata", file.Add(DocumentMetadata.Xmp(properties)));
        if (_outline.Count > 0)
        {
            catalog.Add("Outlines", OutlineTree.Write(file, _outline, destinations));
        }

        return file.Write(file.Add(catalog), file.Add(DocumentMetadata.Information(properties)));
    }

    private PdfDictionary Page(PdfFile file, Canvas page, PdfReference tree, PdfReference resources, Destinations destinations)
    {
        var dictionary = new PdfDictionary()
            .Add("Type", "Page")
            .Add("Parent", tree)
            .Add("MediaBox", PdfArray.OfNumbers(0, 0, page.Size.Width, page.Size.Height))
            .Add("Resources", resources)
            .Add("Contents", file.Add(PdfStream.Compressed(page.Content)));
        if (page.Links.Count > 0)
        {
            dictionary.Add("Annots", new PdfArray(page.Links.Select(link => file.Add(Annotation(page, link, destinations)))));
        }

        return dictionary;
    }

    private PdfDictionary Annotation(Canvas page, PageLink link, Destinations destinations)
    {
        var (area, height) = (link.Area, page.Size.Height);
        var annotation = new PdfDictionary()
            .Add("Type", "Annot")
            .Add("Subtype", "Link")
            .Add("Rect", PdfArray.OfNumbers(area.X, height - area.Bottom, area.Right, height - area.Y))
            .Add("Border", PdfArray.OfNumbers(0, 0, 0));
        if (link.Address is { } address)
        {
            return annotation.Add("A", new PdfDictionary().Add("S", "URI").Add("URI", PdfString.Text(address)));
        }

        return anchors.TryGetValue(link.Anchor!, out var place)
            ? annotation.Add("Dest", destinations.Of(place.Page, place.Y))
            : throw new InvalidOperationException($"A link leads to the anchor '{link.Anchor}', which the document does not have.");
    }
}
