using System.Text;
using PerfMonitor.Pdf.Fonts;

namespace PerfMonitor.Pdf.Tests.Fonts;

public class TrueTypeFontTests
{
    [Fact]
    public void Reads_the_metrics_of_the_design()
    {
        var font = TinyFont.Parsed;
        var face = new EmbeddedTypeface(font);

        Assert.Equal("Tiny-Regular", font.Name);
        Assert.Equal(1000, font.UnitsPerEm);
        Assert.Equal([-50, -200, 900, 950], font.BoundingBox);
        Assert.Equal((0.8, -0.2, 0.7), (face.Ascent, face.Descent, face.CapHeight));
        Assert.Equal(new FontStyle(700, 400, 0, FixedPitch: false), font.Style);
    }

    [Fact]
    public void Glyphs_beyond_the_last_long_metric_share_its_width_and_keep_their_bearing()
    {
        var font = TinyFont.Parsed;

        Assert.Equal(TinyFont.Advances, Enumerable.Range(0, 5).Select(font.AdvanceOf));
        Assert.Equal([10, 20, 30, 40, 50], Enumerable.Range(0, 5).Select(font.LeftSideBearingOf));
    }

    [Theory]
    [InlineData(' ', 4)]
    [InlineData('A', 1)]
    [InlineData('Ä', 3)]
    [InlineData('B', 0)]
    [InlineData(0x1F642, 0)]
    [InlineData(0xFFFF, 0)]
    [InlineData(0x10041, 0)]
    public void Format_4_maps_by_delta_and_by_glyph_array(int character, int glyph)
    {
        Assert.Equal(glyph, TinyFont.Parsed.GlyphOf(character));
    }

    [Theory]
    [InlineData('@', 0)]
    [InlineData('A', 1)]
    [InlineData('Ä', 3)]
    [InlineData(0x1F642, 2)]
    [InlineData(0x1F643, 0)]
    public void Format_12_reaches_beyond_the_basic_plane(int character, int glyph)
    {
        var font = TrueTypeFont.Parse(new TinyFont().With("cmap", TinyFont.Format12()).Bytes);

        Assert.Equal(glyph, font.GlyphOf(character));
    }

    [Fact]
    public void Composites_name_their_components_behind_arguments_and_scales()
    {
        var outline = TinyFont.Parsed.Outlines.Of(3);

        Assert.Equal([(12, 1), (22, 2)], GlyphOutlines.Components(outline));
        Assert.Empty(GlyphOutlines.Components(TinyFont.Parsed.Outlines.Of(1)));
        Assert.Empty(GlyphOutlines.Components(TinyFont.Parsed.Outlines.Of(4)));
    }

    [Fact]
    public void Text_is_measured_by_the_advances_of_its_glyphs()
    {
        var face = new EmbeddedTypeface(TinyFont.Parsed);

        Assert.Equal((650 + 660 + 660) * 10 / 1000.0, face.Measure("A Ä", 10), 9);
        Assert.Equal(face.Measure("A A", 10), face.Measure("A\tA", 10));
        Assert.Equal(face.Measure("AA", 10), face.Measure("A\u200D\uFE0FA", 10));
    }

    public static TheoryData<string, string> BrokenFonts => new()
    {
        { "cmap", "The font has no table 'cmap'." },
        { "glyf", "The font has no table 'glyf'." },
        { "head", "The font has no table 'head'." },
    };

    [Theory]
    [MemberData(nameof(BrokenFonts))]
    public void A_missing_table_is_named(string tag, string message)
    {
        var file = new TinyFont().Without(tag);

        Assert.Equal(message, Refusal(tag == "head" ? WithoutHead() : file.Bytes));
    }

    public static TheoryData<string, byte[], string> DamagedTables => new()
    {
        { "loca", TinyFont.UInt16(0, 6, 12), "Font table 'loca' ends at byte 6, but 2 bytes at 6 are needed." },
        { "loca", TinyFont.UInt16(0, 6, 2, 18, 31, 31), "Font table 'glyf' ends at byte 62, but -8 bytes at 12 are needed." },
        { "hmtx", TinyFont.UInt16(1, 2, 3), "Font table 'hmtx' ends at byte 6, but 18 bytes at 0 are needed." },
        { "glyf", new byte[20], "Font table 'glyf' ends at byte 20, but 12 bytes at 12 are needed." },
        { "glyf", [.. new byte[36], .. TinyFont.UInt16(0xFFFF), .. new byte[8], .. TinyFont.UInt16(0, 9), .. new byte[12]], "Font table 'glyf': glyph 3 is made of glyph 9, but there are 5." },
        { "cmap", TinyFont.Cmap(1, 0, TinyFont.UInt16(4, 0)), "Font table 'cmap' has no Unicode map of format 4 or 12." },
        { "cmap", TinyFont.Cmap(3, 1, TinyFont.UInt16(4, 50, 0, 800)), "Font table 'cmap' ends at byte 20, but 3216 bytes at 12 are needed." },
        { "cmap", TinyFont.Cmap(3, 10, [.. TinyFont.UInt16(12, 0), .. TinyFont.UInt32(0, 0, 99999)]), "Font table 'cmap' ends at byte 28, before its 99999 groups do." },
        { "cmap", [.. TinyFont.UInt16(0, 1, 3, 1), .. TinyFont.UInt32(0xFFFFFFFF)], "Font table 'cmap' holds the offset 4294967295, which is outside of the file." },
        { "head", new byte[54], "Font table 'head' gives 0 units per em; 16 to 16384 are allowed." },
        { "hhea", new byte[36], "Font table 'hhea' gives 0 horizontal metrics for 5 glyphs." },
        { "OS/2", TinyFont.Os2(permissions: 0x0002), "The font's licence (OS/2 fsType) forbids embedding; choose another font." },
        { "OS/2", TinyFont.Os2(permissions: 0x0100), "The font's licence (OS/2 fsType) forbids subsetting; choose another font." },
    };

    [Theory]
    [MemberData(nameof(DamagedTables))]
    public void A_damaged_table_is_refused_at_load_with_its_name(string tag, byte[] data, string message)
    {
        Assert.Equal(message, Refusal(new TinyFont().With(tag, data).Bytes));
    }

    [Theory]
    [InlineData("OTTO", "The font has CFF outlines (OpenType 'OTTO'); only TrueType outlines can be embedded.")]
    [InlineData("ttcf", "The file is a font collection (.ttc); give one of its fonts as a file of its own.")]
    [InlineData("%PDF", "The file does not start like a TrueType font (0x25504446).")]
    [InlineData("", "Font table 'file header' ends at byte 0, but 4 bytes at 0 are needed.")]
    public void Files_of_other_kinds_are_told_apart(string start, string message)
    {
        Assert.Equal(message, Refusal(Encoding.ASCII.GetBytes(start)));
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_and_never_read_beyond_its_end()
    {
        var file = new TinyFont().Bytes;
        for (var length = 0; length < file.Length - 4; length++)
        {
            var cut = file[..length];
            Assert.Throws<FontFormatException>(() => TrueTypeFont.Parse(cut));
        }
    }

    private static byte[] WithoutHead()
    {
        var file = new TinyFont().Bytes;
        var text = Encoding.Latin1.GetString(file);
        file[text.IndexOf("head", StringComparison.Ordinal)] = (byte)'x';
        return file;
    }

    private static string Refusal(byte[] file) => Assert.Throws<FontFormatException>(() => TrueTypeFont.Parse(file)).Message;
}
