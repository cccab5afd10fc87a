using System.Globalization;
using System.Text;
using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>A finished document.</summary>
/// <param name="Bytes">The PDF file.</param>
/// <param name="Pages">How many pages it has.</param>
/// <param name="MissingCharacters">Characters the typefaces have no glyph for, drawn as replacements.</param>
public sealed record RenderedDocument(byte[] Bytes, int Pages, IReadOnlyList<Rune> MissingCharacters);

/// <summary>Blocks one below the other, spread over as many pages as they need, with bookmarks for the headings.</summary>
public static class FlowDocument
{
    public static RenderedDocument Render(IEnumerable<Block> blocks, PageSetup setup, Theme theme, DocumentProperties properties)
    {
        var strips = blocks.SelectMany(block => block.Lay(theme, setup.BodyWidth)).ToArray();
        var pages = Pagination.Place(strips, setup.BodyHeight);
        var document = new PdfDocument(properties);
        foreach (var (index, strip) in pages.Index().SelectMany(page => page.Item.Select(strip => (page.Index, strip))))
        {
            var y = setup.Top + strip.Y;
            foreach (var anchor in strip.Strip.Anchors)
            {
                document.AddAnchor(anchor, index, y);
            }

            if (strip.Strip.Bookmark is { } bookmark)
            {
                document.AddOutline(new OutlineEntry(bookmark.Level, bookmark.Title, index, y));
            }
        }

        for (var index = 0; index < pages.Count; index++)
        {
            var canvas = document.AddPage(setup.Size);
            DrawFrame(canvas, setup, theme, index, pages.Count);
            foreach (var placed in pages[index])
            {
                placed.Strip.Draw(canvas, setup.Left, setup.Top + placed.Y);
            }
        }
        return new RenderedDocument(document.Write(), pages.Count, document.MissingCharacters);
    }

    private static void DrawFrame(Canvas canvas, PageSetup setup, Theme theme, int index, int count)
    {
        var style = theme.Caption;
        var right = setup.Size.Width - setup.Right;
        var rule = new LineStyle(theme.Rule, 0.5);
        if (index > 0)
        {
            var baseline = setup.Top - 26;
            canvas.Text(style, setup.Left, baseline, setup.HeaderLeft);
            canvas.TextRight(style, right, baseline, setup.HeaderRight);
            canvas.Line(setup.Left, baseline + 7, right, baseline + 7, rule);
        }

        var foot = setup.Size.Height - setup.Bottom + 26;
        canvas.Line(setup.Left, foot - 12, right, foot - 12, rule);
        canvas.Text(style, setup.Left, foot, setup.Footer);
        canvas.TextRight(style, right, foot, string.Create(CultureInfo.InvariantCulture, $"Page {index + 1} of {count}"));
    }
}
