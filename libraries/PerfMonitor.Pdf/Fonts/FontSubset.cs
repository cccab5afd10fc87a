using System.Buffers.Binary;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>
/// A TrueType file with some of the glyphs of another, renumbered 0, 1, 2 … in the order given.
/// It carries the tables ISO 32000-1, 9.9 asks of an embedded CIDFontType2 and no others.
/// </summary>
internal static class FontSubset
{
    // Hinting programs address no glyphs, so they go over unchanged.
    private static readonly string[] HintingTables = ["cvt ", "fpgm", "prep"];

    /// <param name="font">The font that has the outlines.</param>
    /// <param name="glyphs">The old index of each new glyph; the first is 0, "missing". May name one glyph twice.</param>
    public static byte[] Build(TrueTypeFont font, IReadOnlyList<int> glyphs)
    {
        var kept = GlyphClosure.Of(glyphs, font.Outlines);
        var (glyf, loca) = Outlines(font, kept);
        var tables = new List<(string Tag, byte[] Data)>
        {
            ("glyf", glyf),
            ("head", Head(font)),
            ("hhea", WithUInt16(font, "hhea", 34, kept.Count)),
            ("hmtx", Metrics(font, kept)),
            ("loca", loca),
            ("maxp", WithUInt16(font, "maxp", 4, kept.Count)),
        };
        foreach (var tag in HintingTables)
        {
            if (font.Tables.Find(tag) is { } table)
            {
                tables.Add((tag, table.Data.ToArray()));
            }
        }

        return FontFile.Assemble(tables);
    }

    private static (byte[] Glyf, byte[] Loca) Outlines(TrueTypeFont font, IReadOnlyList<int> kept)
    {
        var renumbered = new Dictionary<int, int>();
        for (var i = 0; i < kept.Count; i++)
        {
            renumbered.TryAdd(kept[i], i);
        }

        using var glyf = new MemoryStream();
        var loca = new byte[(kept.Count + 1) * 4];
        for (var i = 0; i < kept.Count; i++)
        {
            var outline = font.Outlines.Of(kept[i]).ToArray();
            foreach (var (position, component) in GlyphOutlines.Components(outline))
            {
                BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(position), (ushort)renumbered[component]);
            }

            glyf.Write(outline);
            while (glyf.Length % 4 != 0)
            {
                glyf.WriteByte(0);
            }

            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan((i + 1) * 4), (uint)glyf.Length);
        }
        return (glyf.ToArray(), loca);
    }

    private static byte[] Metrics(TrueTypeFont font, IReadOnlyList<int> kept)
    {
        var metrics = new byte[kept.Count * 4];
        for (var i = 0; i < kept.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(i * 4), (ushort)font.AdvanceOf(kept[i]));
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan(i * 4 + 2), (short)font.LeftSideBearingOf(kept[i]));
        }
        return metrics;
    }

    private static byte[] Head(TrueTypeFont font)
    {
        var head = WithUInt16(font, "head", FontFile.LongOffsetsField, 1);
        head.AsSpan(FontFile.ChecksumAdjustmentField, 4).Clear();
        return head;
    }

    private static byte[] WithUInt16(TrueTypeFont font, string tag, int offset, int value)
    {
        var table = font.Tables.Require(tag).Data.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(offset), (ushort)value);
        return table;
    }
}
