using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PerfMonitor.Pdf.Content;
using PerfMonitor.Pdf.Fonts;
using PerfMonitor.Pdf.Layout;
using PerfMonitor.Pdf.Tests.Fonts;

namespace PerfMonitor.Pdf.Tests.Layout;

[Trait("feature", "S2-20")]
public class FlowDocumentTests
{
    private static readonly DocumentProperties Properties = new() { Title = "T", Created = default };

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        var first = Specimen.Render(StandardTypeface.Helvetica, StandardTypeface.HelveticaBold);
        var before = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NegativeSign) = (",", "~");
            CultureInfo.CurrentCulture = other;
            var second = Specimen.Render(StandardTypeface.Helvetica, StandardTypeface.HelveticaBold);

            Assert.Equal(first.Bytes, second.Bytes);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Embedded_fonts_are_deterministic_too()
    {
        byte[] Render() => FlowDocument.Render([new Paragraph("ÄA A")], new PageSetup(), Tiny(), Properties).Bytes;

        Assert.Equal(Render(), Render());
    }

    [Fact]
    public void Headings_become_bookmarks_and_names_become_places()
    {
        var rendered = Specimen.Render(StandardTypeface.Helvetica, StandardTypeface.HelveticaBold);
        var parser = new PdfParser(rendered.Bytes);

        var root = parser.Find("/Type /Outlines");
        Assert.Contains("/Count 4", root, StringComparison.Ordinal);
        Assert.Contains("/Title (Specimen)", parser.Follow(root, "First"), StringComparison.Ordinal);
        // 60 rows lead to the memory chart, one paragraph to the heading above it and to a web page.
        Assert.Equal(61, parser.Objects.Count(o => o.Contains("/Subtype /Link", StringComparison.Ordinal) && o.Contains("/Dest [", StringComparison.Ordinal)));
        Assert.Single(parser.Objects, o => o.Contains("/URI (https://example.test/docs)", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_page_but_the_first_has_the_header_and_all_count_themselves()
    {
        var rendered = Specimen.Render(StandardTypeface.Helvetica, StandardTypeface.HelveticaBold);
        var parser = new PdfParser(rendered.Bytes);

        Assert.True(rendered.Pages > 2);
        for (var page = 0; page < rendered.Pages; page++)
        {
            var content = parser.PageContent(page);
            Assert.Contains(Shown($"Page {page + 1} of {rendered.Pages}"), content, StringComparison.Ordinal);
            Assert.Contains(Shown("PerfMonitor"), content, StringComparison.Ordinal);
            Assert.Equal(page > 0, content.Contains(Shown("21 November 2025"), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Nothing_is_drawn_outside_of_the_sheet()
    {
        var parser = new PdfParser(Specimen.Render(StandardTypeface.Helvetica, StandardTypeface.HelveticaBold).Bytes);

        foreach (Match place in Regex.Matches(parser.PageContent(0) + parser.PageContent(1), @"Tf (-?[\d.]+) (-?[\d.]+) Td"))
        {
            Assert.InRange(double.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture), 49, 546);
            Assert.InRange(double.Parse(place.Groups[2].Value, CultureInfo.InvariantCulture), 30, 810);
        }
    }

    [Fact]
    public void Characters_without_a_glyph_are_reported()
    {
        var rendered = FlowDocument.Render([new Paragraph("漢A字")], new PageSetup(), Tiny(), Properties);

        Assert.Equal([new Rune('字'), new Rune('漢')], rendered.MissingCharacters.Where(r => r.Value > 0x3000));
    }

    [Fact]
    public void A_row_with_too_few_cells_is_an_error()
    {
        var table = new Table([new TableColumn("a"), new TableColumn("b")], [["1"]]);

        var error = Assert.Throws<ArgumentException>(() => FlowDocument.Render([table], new PageSetup(), new Theme(), Properties));
        Assert.Equal("Row 1 of the table has 1 cells for 2 columns.", error.Message);
    }

    [Fact]
    public void A_cell_with_a_book_in_it_stays_on_its_page()
    {
        var table = new Table([new TableColumn("a")], [[string.Concat(Enumerable.Repeat("word ", 20_000))]]);

        Assert.Equal(1, FlowDocument.Render([table], new PageSetup(), new Theme(), Properties).Pages);
    }

    private static Theme Tiny()
    {
        var face = new EmbeddedTypeface(TinyFont.Parsed);
        return new Theme { Regular = face, Bold = face };
    }

    private static string Shown(string text) => $"<{Convert.ToHexString(Encoding.Latin1.GetBytes(text))}> Tj";
}
