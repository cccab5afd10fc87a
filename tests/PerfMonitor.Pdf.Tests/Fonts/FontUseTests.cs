using System.Text;
using PerfMonitor.Pdf.Fonts;
using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Tests.Fonts;

public class FontUseTests
{
    [Fact]
    public void Characters_get_numbers_in_order_of_first_use()
    {
        var use = new EmbeddedTypeface(TinyFont.Parsed).BeginUse();

        Assert.Equal("<000100020001>", Written(use.Encode("ÄAÄ")));
        Assert.Equal("<00020003>", Written(use.Encode("A ")));
    }

    [Fact]
    public void What_the_face_lacks_becomes_a_question_mark_and_is_reported()
    {
        var use = StandardTypeface.Helvetica.BeginUse();

        Assert.Equal("<3F413FE4>", Written(use.Encode("ЖA字ä")));
        Assert.Equal([new Rune('Ж'), new Rune('字')], use.Missing);
    }

    [Fact]
    public void A_face_without_even_a_question_mark_draws_its_missing_glyph()
    {
        var use = new EmbeddedTypeface(TinyFont.Parsed).BeginUse();

        Assert.Equal("<0001>", Written(use.Encode("Z")));
        Assert.Equal([new Rune('Z')], use.Missing);
    }

    [Fact]
    public void The_standard_face_writes_the_codes_of_its_encoding()
    {
        var use = StandardTypeface.HelveticaBold.BeginUse();

        Assert.Equal("<8096972DB5>", Written(use.Encode("€–—-µ")));
        Assert.Empty(use.Missing);
    }

    [Theory]
    [InlineData("Hello, World", 278 + 722 + 556 + 222 + 222 + 556 + 278 + 944 + 556 + 333 + 222 + 556)]
    [InlineData("€ 5", 556 + 278 + 556)]
    [InlineData("", 0)]
    public void Helvetica_is_measured_by_the_metrics_of_its_maker(string text, int thousandths)
    {
        Assert.Equal(thousandths * 12 / 1000.0, StandardTypeface.Helvetica.Measure(text, 12), 9);
    }

    [Fact]
    public void An_embedded_font_is_a_chain_of_objects_from_the_page_to_the_file()
    {
        var file = new PdfFile();
        var use = new EmbeddedTypeface(TinyFont.Parsed).BeginUse();
        use.Encode("AÄ");
        var root = use.WriteTo(file);
        var parser = new PdfParser(file.Write(root, root));

        var font = parser.Object(root.Number);
        var descendant = parser.Object(int.Parse(font[(font.IndexOf("/DescendantFonts [", StringComparison.Ordinal) + 18)..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        var descriptor = parser.Follow(descendant, "FontDescriptor");
        var program = PdfParser.Stream(Encoding.Latin1.GetBytes(parser.Follow(descriptor, "FontFile2")));

        Assert.Matches("/BaseFont /[A-Z]{6}\\+Tiny-Regular/Encoding /Identity-H", font);
        Assert.Contains("/Subtype /CIDFontType2", descendant, StringComparison.Ordinal);
        Assert.Contains("/CIDToGIDMap /Identity/W [0 [500 650 660]]", descendant, StringComparison.Ordinal);
        Assert.Contains("/Flags 4/FontBBox [-50 -200 900 950]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 96", descriptor, StringComparison.Ordinal);
        Assert.Contains($"/Length1 {program.Inflated.Length}", program.Dictionary, StringComparison.Ordinal);
        Assert.Equal(FontSubset.Build(TinyFont.Parsed, [0, 1, 3]), program.Inflated);
    }

    [Fact]
    public void The_unicode_map_gives_each_number_its_character_in_blocks_of_a_hundred()
    {
        Rune[] characters = [new('A'), new(0x1F642), .. Enumerable.Range(0x400, 100).Select(c => new Rune(c))];

        var map = Encoding.ASCII.GetString(ToUnicodeMap.Write(characters));

        Assert.Contains("\n100 beginbfchar\n<0001> <0041>\n<0002> <D83DDE42>\n<0003> <0400>\n", map, StringComparison.Ordinal);
        Assert.Contains("<0064> <0461>\nendbfchar\n2 beginbfchar\n<0065> <0462>\n<0066> <0463>\nendbfchar\nendcmap\n", map, StringComparison.Ordinal);
    }

    private static string Written(PdfObject value) => Encoding.Latin1.GetString(new PdfBuffer().Append(value).ToArray());
}
