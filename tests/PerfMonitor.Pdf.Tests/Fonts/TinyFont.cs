using System.Buffers.Binary;
using System.Text;
using PerfMonitor.Pdf.Fonts;

namespace PerfMonitor.Pdf.Tests.Fonts;

/// <summary>
/// A TrueType font of five glyphs, made in memory: 0 missing, 1 A, 2 dots, 3 Ä (a composite of 1 and 2), 4 space.
/// Tables can be replaced to make broken ones.
/// </summary>
internal sealed class TinyFont
{
    public const int UnitsPerEm = 1000;

    /// <summary>Advance widths of the glyphs; the last two share one metric.</summary>
    public static readonly int[] Advances = [500, 650, 300, 660, 660];

    public static readonly byte[] MissingOutline = Outline(1);
    public static readonly byte[] LetterOutline = Outline(2);
    public static readonly byte[] DotsOutline = Outline(3);

    public Dictionary<string, byte[]> Tables { get; } = new()
    {
        ["head"] = Head(),
        ["hhea"] = Hhea(longMetrics: 4),
        ["maxp"] = [.. UInt32(0x00010000), .. UInt16(5), .. new byte[26]],
        ["hmtx"] = [.. UInt16(500, 10, 650, 20, 300, 30, 660, 40), .. UInt16(50)],
        ["cmap"] = Format4(),
        ["glyf"] = [.. MissingOutline, .. LetterOutline, .. DotsOutline, .. Composite(1, 2)],
        ["loca"] = UInt16(0, 6, 12, 18, 31, 31),
        ["post"] = [.. UInt32(0x00030000), .. UInt32(0), .. new byte[24]],
        ["OS/2"] = Os2(permissions: 0),
        ["name"] = Name("Tiny-Regular"),
        ["prep"] = [1, 2, 3],
    };

    public byte[] Bytes => FontFile.Assemble([.. Tables.Select(t => (t.Key, (byte[])t.Value.Clone()))]);

    public static TrueTypeFont Parsed => TrueTypeFont.Parse(new TinyFont().Bytes);

    public TinyFont With(string tag, byte[] data)
    {
        Tables[tag] = data;
        return this;
    }

    public TinyFont Without(string tag)
    {
        Tables.Remove(tag);
        return this;
    }

    public static byte[] UInt16(params int[] values)
    {
        var bytes = new byte[values.Length * 2];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(i * 2), (ushort)values[i]);
        }

        return bytes;
    }

    public static byte[] UInt32(params uint[] values)
    {
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(i * 4), values[i]);
        }

        return bytes;
    }

    /// <summary>A version 4 table; sCapHeight is 700.</summary>
    public static byte[] Os2(int permissions) =>
        [.. UInt16(4, 0, 400, 5, permissions), .. new byte[78], .. UInt16(700), .. new byte[6]];

    /// <summary>Segments: space → 4 by delta, A → 1 by delta, Ä → 3 through the glyph array, 0xFFFF.</summary>
    public static byte[] Format4() => Cmap(3, 1,
    [
        .. UInt16(4, 50, 0, 8, 8, 2, 0),
        .. UInt16(' ', 'A', 'Ä', 0xFFFF), .. UInt16(0),
        .. UInt16(' ', 'A', 'Ä', 0xFFFF),
        .. UInt16(4 - ' ', 1 - 'A', 0, 1),
        .. UInt16(0, 0, 4, 0),
        .. UInt16(3),
    ]);

    /// <summary>Groups: A → 1, Ä → 3, 🙂 → 2.</summary>
    public static byte[] Format12() => Cmap(3, 10,
    [
        .. UInt16(12, 0), .. UInt32(16 + 3 * 12, 0, 3),
        .. UInt32('A', 'A', 1, 'Ä', 'Ä', 3, 0x1F642, 0x1F642, 2),
    ]);

    public static byte[] Cmap(int platform, int encoding, byte[] map) =>
        [.. UInt16(0, 1, platform, encoding), .. UInt32(12), .. map];

    // Only the number of contours (1) and filler: outlines are carried over, never interpreted.
    private static byte[] Outline(byte filler) => [0, 1, .. Enumerable.Repeat(filler, 10)];

    // The first component has word arguments and a scale, the second byte arguments.
    private static byte[] Composite(int first, int second) =>
    [
        .. UInt16(0xFFFF), .. new byte[8],
        .. UInt16(0x0001 | 0x0008 | 0x0020, first), .. UInt16(0, 0), .. UInt16(0x4000),
        .. UInt16(0, second), 0, 0,
    ];

    private static byte[] Head()
    {
        var head = new byte[54];
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(18), UnitsPerEm);
        UInt16(-50, -200, 900, 950).CopyTo(head, 36);
        return head;
    }

    private static byte[] Hhea(int longMetrics)
    {
        var hhea = new byte[36];
        UInt16(800, -200).CopyTo(hhea, 4);
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)longMetrics);
        return hhea;
    }

    private static byte[] Name(string postScriptName)
    {
        var text = Encoding.BigEndianUnicode.GetBytes(postScriptName);
        return [.. UInt16(0, 1, 18), .. UInt16(3, 1, 0x409, 6, text.Length, 0), .. text];
    }
}
