using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Tests.Content;

public class PdfDocumentTests
{
    private static readonly PageSize Size = new(200, 100);

    private static readonly DocumentProperties Properties = new()
    {
        Title = "Täglich & <mehr>",
        Created = new DateTimeOffset(2025, 11, 22, 6, 0, 0, TimeSpan.FromHours(1)),
        Author = "PerfMonitor",
        Keywords = ["availability", "alerts"],
        Language = "de",
    };

    [Fact]
    public void Pages_hang_on_one_tree_and_share_their_resources()
    {
        var document = new PdfDocument(Properties);
        document.AddPage(Size);
        document.AddPage(PageSize.A4);
        var parser = new PdfParser(document.Write());

        var catalog = parser.Find("/Type /Catalog");
        var tree = parser.Follow(catalog, "Pages");
        var pages = parser.Objects.Where(o => o.Contains("/Type /Page/", StringComparison.Ordinal)).ToArray();

        Assert.Contains("/Count 2/", tree, StringComparison.Ordinal);
        Assert.Contains("/MediaBox [0 0 200 100]", pages[0], StringComparison.Ordinal);
        Assert.Contains("/MediaBox [0 0 595.276 841.89]", pages[1], StringComparison.Ordinal);
        Assert.Equal(PdfParser.Reference(pages[0], "Resources"), PdfParser.Reference(pages[1], "Resources"));
        Assert.Contains("/Lang (de)", catalog, StringComparison.Ordinal);
        Assert.Contains("/DisplayDocTitle true", catalog, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_lead_to_addresses_and_to_places_on_pages()
    {
        var document = new PdfDocument(Properties);
        var first = document.AddPage(Size);
        document.AddPage(Size);
        first.Link(new Area(10, 20, 30, 5), new Uri("https://example.test/a b?c=(d)"));
        first.LinkTo(new Area(0, 0, 1, 1), "chart");
        document.AddAnchor("chart", 1, 40);
        var parser = new PdfParser(document.Write());

        var page = parser.Find("/Annots");
        var second = Regex.Match(parser.Find("/Kids"), @"/Kids \[\d+ 0 R (\d+) 0 R\]").Groups[1].Value;

        Assert.Equal(2, Regex.Match(page, @"/Annots \[(.*?)\]").Groups[1].Value.Split(" R").Length - 1);
        Assert.Contains("/Rect [10 75 40 80]/Border [0 0 0]/A <</S /URI/URI (https://example.test/a%20b?c=\\(d\\))>>", parser.Find("/S /URI"), StringComparison.Ordinal);
        Assert.Contains($"/Dest [{second} 0 R /XYZ 0 60 0]", parser.Find("/Subtype /Link/Rect [0 99"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_nowhere_is_an_error_that_names_it()
    {
        var document = new PdfDocument(Properties);
        document.AddPage(Size).LinkTo(default, "nowhere");

        var error = Assert.Throws<InvalidOperationException>(document.Write);
        Assert.Equal("A link leads to the anchor 'nowhere', which the document does not have.", error.Message);
    }

    [Fact]
    public void An_anchor_exists_once_and_a_document_has_a_page()
    {
        var document = new PdfDocument(Properties);
        document.AddAnchor("a", 0, 0);

        Assert.Throws<ArgumentException>(() => document.AddAnchor("a", 0, 0));
        Assert.Throws<InvalidOperationException>(document.Write);
    }

    [Fact]
    public void Bookmarks_form_a_tree_by_their_levels()
    {
        var document = new PdfDocument(Properties);
        document.AddPage(Size);
        foreach (var (level, title) in new[] { (1, "A"), (2, "A1"), (3, "A1x"), (2, "A2"), (1, "B") })
        {
            document.AddOutline(new OutlineEntry(level, title, 0, 10));
        }

        var parser = new PdfParser(document.Write());

        var root = parser.Find("/Type /Outlines");
        var a = parser.Follow(root, "First");
        var a1 = parser.Follow(a, "First");

        Assert.Contains("/Count 5", root, StringComparison.Ordinal);
        Assert.Contains("/Title (A)", a, StringComparison.Ordinal);
        Assert.Contains("/Count 3", a, StringComparison.Ordinal);
        Assert.Contains("/Title (A1)", a1, StringComparison.Ordinal);
        Assert.Contains("/Title (A1x)", parser.Follow(a1, "First"), StringComparison.Ordinal);
        Assert.Contains("/Title (A2)", parser.Follow(a1, "Next"), StringComparison.Ordinal);
        Assert.Contains("/Title (A1)", parser.Follow(parser.Follow(a1, "Next"), "Prev"), StringComparison.Ordinal);
        Assert.Contains("/Title (B)", parser.Follow(root, "Last"), StringComparison.Ordinal);
        Assert.DoesNotContain("/Next", parser.Follow(root, "Last"), StringComparison.Ordinal);
        Assert.Equal(a, parser.Follow(a1, "Parent"));
        Assert.Contains(" 0 R /XYZ 0 90 0]", a, StringComparison.Ordinal);
    }

    [Fact]
    public void Properties_are_in_the_information_dictionary_and_in_the_metadata()
    {
        var document = new PdfDocument(Properties);
        document.AddPage(Size);
        var parser = new PdfParser(document.Write());

        var information = parser.Follow(parser.Trailer, "Info");
        var title = "FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(Properties.Title));
        Assert.Equal(
            $"<</Title <{title}>/Author (PerfMonitor)/Keywords (availability, alerts)/Producer (PerfMonitor.Pdf)/CreationDate (D:20251122060000+01'00')/ModDate (D:20251122060000+01'00')>>",
            information);

        var packet = Encoding.UTF8.GetString(PdfParser.Stream(Encoding.Latin1.GetBytes(parser.Find("/Type /Metadata"))).Raw);
        var xml = XDocument.Parse(packet);
        Assert.Equal("Täglich & <mehr>", xml.Descendants().Single(e => e.Name.LocalName == "title").Value);
        Assert.Equal("PerfMonitor", xml.Descendants().Single(e => e.Name.LocalName == "creator").Value);
        Assert.Equal("2025-11-22T06:00:00+01:00", xml.Descendants().Single(e => e.Name.LocalName == "CreateDate").Value);
        Assert.DoesNotContain(xml.Descendants(), e => e.Name.LocalName is "description" or "CreatorTool");
    }

    [Fact]
    public void Characters_xml_cannot_carry_do_not_break_the_metadata()
    {
        var document = new PdfDocument(Properties with { Title = "a\u0001b\uD800c🙂" });
        document.AddPage(Size);

        var packet = Encoding.UTF8.GetString(PdfParser.Stream(Encoding.Latin1.GetBytes(new PdfParser(document.Write()).Find("/Type /Metadata"))).Raw);

        Assert.Contains(">ab\uFFFDc🙂<", packet, StringComparison.Ordinal);
    }
}
