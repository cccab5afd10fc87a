using System.Globalization;
using System.Text;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>The CMap that tells viewers which character each CID is, so that text can be searched and copied.</summary>
internal static class ToUnicodeMap
{
    // A bfchar block holds at most 100 entries (Adobe Technical Note 5014).
    private const int EntriesPerBlock = 100;

    /// <param name="characters">The characters of CID 1, 2, 3 …</param>
    public static byte[] Write(IReadOnlyList<Rune> characters)
    {
        var map = new StringBuilder("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """);
        foreach (var block in characters.Index().Chunk(EntriesPerBlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (index, character) in block)
            {
                var utf16 = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()));
                map.Append(CultureInfo.InvariantCulture, $"<{index + 1:X4}> <{utf16}>\n");
            }
            map.Append("endbfchar\n");
        }
        map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        return Encoding.ASCII.GetBytes(map.ToString());
    }
}
