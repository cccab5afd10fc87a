namespace PerfMonitor.Pdf.Fonts;

/// <summary>The outlines of a font: table <c>glyf</c>, found through table <c>loca</c>.</summary>
internal sealed class GlyphOutlines(FontTable glyf, FontTable loca, bool longOffsets, int count)
{
    private const int ArgumentsAreWords = 0x0001;
    private const int HasScale = 0x0008;
    private const int MoreComponents = 0x0020;
    private const int HasTwoScales = 0x0040;
    private const int HasMatrix = 0x0080;

    public int Count => count;

    /// <summary>The bytes of one glyph; empty for one without outline, such as the space.</summary>
    public ReadOnlySpan<byte> Of(int glyph)
    {
        var (from, to) = longOffsets
            ? (loca.Offset32(glyph * 4), loca.Offset32(glyph * 4 + 4))
            : (loca.UInt16(glyph * 2) * 2, loca.UInt16(glyph * 2 + 2) * 2);
        return glyf.Slice(from, to - from);
    }

    /// <summary>Reads every glyph once, so that a damaged file is refused when it is loaded and not in the middle of a document.</summary>
    public void Verify()
    {
        for (var glyph = 0; glyph < count; glyph++)
        {
            foreach (var (_, component) in Components(Of(glyph)))
            {
                if (component >= count)
                {
                    throw new FontFormatException($"Font table 'glyf': glyph {glyph} is made of glyph {component}, but there are {count}.");
                }
            }
        }
    }

    /// <summary>Where a composite glyph names its components: the positions of their indexes inside its bytes.</summary>
    /// <example>A composite starts with -1 for the number of contours; its first component is at byte 10.</example>
    public static IReadOnlyList<(int Position, int Glyph)> Components(ReadOnlySpan<byte> outline)
    {
        if (outline.IsEmpty || (sbyte)outline[0] >= 0)
        {
            return [];
        }

        var glyph = new FontTable("glyf", outline.ToArray());

        var components = new List<(int, int)>();
        var position = 10;
        int flags;
        do
        {
            flags = glyph.UInt16(position);
            components.Add((position + 2, glyph.UInt16(position + 2)));
            position += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2);
            if ((flags & HasScale) != 0)
            {
                position += 2;
            }
            else if ((flags & HasTwoScales) != 0)
            {
                position += 4;
            }
            else if ((flags & HasMatrix) != 0)
            {
                position += 8;
            }
        }
        while ((flags & MoreComponents) != 0);
        return components;
    }
}
