using System.Text;
using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Tests.Objects;

public class PdfFileTests
{
    [Fact]
    public void Every_object_is_where_the_cross_reference_table_says()
    {
        var file = new PdfFile();
        var later = file.Reserve();
        var catalog = file.Add(new PdfDictionary().Add("Type", "Catalog").Add("Pages", later));
        var information = file.Add(new PdfDictionary());
        file.Set(later, new PdfDictionary().Add("Type", "Pages"));

        var bytes = file.Write(catalog, information);
        var parser = new PdfParser(bytes);

        Assert.StartsWith("%PDF-1.7\n%", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(["<</Type /Pages>>", "<</Type /Catalog/Pages 1 0 R>>", "<<>>"], parser.Objects);
        Assert.Contains("/Size 4/Root 2 0 R/Info 3 0 R/ID [<", parser.Trailer, StringComparison.Ordinal);
    }

    [Fact]
    public void The_identifier_follows_the_content()
    {
        string Identifier(string title)
        {
            var file = new PdfFile();
            var root = file.Add(new PdfDictionary().Add("Title", PdfString.Text(title)));
            var trailer = new PdfParser(file.Write(root, root)).Trailer;
            return trailer[trailer.IndexOf("/ID", StringComparison.Ordinal)..];
        }

        Assert.Equal(Identifier("a"), Identifier("a"));
        Assert.NotEqual(Identifier("a"), Identifier("b"));
    }

    [Fact]
    public void An_object_reserved_and_forgotten_is_an_error()
    {
        var file = new PdfFile();
        var root = file.Reserve();

        var error = Assert.Throws<InvalidOperationException>(() => file.Write(root, root));
        Assert.Equal("PDF object 1 was reserved and never set.", error.Message);
    }
}
