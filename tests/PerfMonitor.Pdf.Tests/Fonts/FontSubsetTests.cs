using System.Buffers.Binary;
using PerfMonitor.Pdf.Fonts;

namespace PerfMonitor.Pdf.Tests.Fonts;

public class FontSubsetTests
{
    [Fact]
    public void Keeps_the_glyphs_asked_for_in_their_order_and_the_components_they_need()
    {
        var subset = new TableDirectory(FontSubset.Build(TinyFont.Parsed, [0, 4, 3]));
        var outlines = Outlines(subset, 5);

        Assert.Equal(5, subset.Require("maxp").UInt16(4));
        Assert.Equal(TinyFont.MissingOutline, outlines.Of(0));
        Assert.True(outlines.Of(1).IsEmpty);
        Assert.Equal([3, 4], GlyphOutlines.Components(outlines.Of(2)).Select(c => c.Glyph));
        Assert.Equal(TinyFont.LetterOutline, outlines.Of(3));
        Assert.Equal(TinyFont.DotsOutline, outlines.Of(4));
    }

    [Fact]
    public void Gives_every_glyph_a_metric_of_its_own()
    {
        var subset = new TableDirectory(FontSubset.Build(TinyFont.Parsed, [0, 4, 1]));
        var metrics = subset.Require("hmtx");

        Assert.Equal(3, subset.Require("hhea").UInt16(34));
        Assert.Equal([500, 10, 660, 50, 650, 20], Enumerable.Range(0, 6).Select(i => metrics.UInt16(i * 2)));
    }

    [Fact]
    public void One_glyph_may_stand_for_two_characters()
    {
        var outlines = Outlines(new TableDirectory(FontSubset.Build(TinyFont.Parsed, [0, 1, 1])), 3);

        Assert.Equal(TinyFont.LetterOutline, outlines.Of(1));
        Assert.Equal(TinyFont.LetterOutline, outlines.Of(2));
    }

    [Fact]
    public void Carries_what_an_embedded_font_needs_and_nothing_else()
    {
        var file = FontSubset.Build(TinyFont.Parsed, [0, 1]);
        var subset = new TableDirectory(file);

        Assert.Equal(7, BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(4)));
        foreach (var tag in new[] { "glyf", "head", "hhea", "hmtx", "loca", "maxp" })
        {
            Assert.NotNull(subset.Find(tag));
        }

        Assert.Equal([1, 2, 3], subset.Require("prep").Data.ToArray());
        Assert.Null(subset.Find("cmap"));
    }

    [Fact]
    public void The_words_of_the_whole_file_sum_to_the_constant_of_the_format()
    {
        var file = FontSubset.Build(TinyFont.Parsed, [0, 1, 2, 3, 4]);

        Assert.Equal(0xB1B0AFBA, FontFile.Checksum(file));
    }

    [Fact]
    public void Tables_stand_sorted_at_multiples_of_four_with_their_checksums()
    {
        var file = FontFile.Assemble([("prep", [1, 2, 3]), ("head", new byte[54]), ("cvt ", [9])]);

        var tags = new List<string>();
        for (var record = 12; record < 12 + 3 * 16; record += 16)
        {
            tags.Add(System.Text.Encoding.ASCII.GetString(file, record, 4));
            var offset = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(record + 8));
            Assert.Equal(0, offset % 4);
        }
        Assert.Equal(["cvt ", "head", "prep"], tags);
        Assert.Equal(0x01020300u, BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(12 + 2 * 16 + 4)));
        // 3 tables: search range 32, selector 1, shift 16.
        Assert.Equal([32, 1, 16], Enumerable.Range(0, 3).Select(i => (int)BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(6 + i * 2))));
    }

    [Fact]
    public void The_tag_of_a_subset_is_six_capitals_that_follow_its_content()
    {
        Assert.Matches("^[A-Z]{6}$", SubsetTag.Of([1, 2, 3]));
        Assert.Equal(SubsetTag.Of([1, 2, 3]), SubsetTag.Of([1, 2, 3]));
        Assert.NotEqual(SubsetTag.Of([1, 2, 3]), SubsetTag.Of([1, 2, 4]));
    }

    private static GlyphOutlines Outlines(TableDirectory subset, int count) =>
        new(subset.Require("glyf"), subset.Require("loca"), subset.Require("head").Int16(50) == 1, count);
}
