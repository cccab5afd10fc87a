using System.Text;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>WinAnsiEncoding (Windows code page 1252), the widest one the standard fonts have.</summary>
internal static class WinAnsi
{
    public const int FirstCode = 32;

    // Codes 0x80 to 0x9F; U+FFFD where the code page has none.
    private const string Upper = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ";

    /// <returns>The code, or 0 for a character outside of the encoding.</returns>
    public static int CodeOf(Rune character) => character.Value switch
    {
        >= 0x20 and <= 0x7E or >= 0xA0 and <= 0xFF => character.Value,
        0xFFFD or > 0xFFFF => 0,
        _ => Upper.IndexOf((char)character.Value) is var index and >= 0 ? 0x80 + index : 0,
    };
}
