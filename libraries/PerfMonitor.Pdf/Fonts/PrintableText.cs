using System.Globalization;
using System.Text;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>What of a string is drawn: control characters count as spaces, invisible format characters vanish.</summary>
internal static class PrintableText
{
    private const int FirstVariationSelector = 0xFE00;
    private const int LastVariationSelector = 0xFE0F;

    public static IEnumerable<Rune> Of(string text)
    {
        foreach (var character in text.EnumerateRunes())
        {
            if (Rune.IsControl(character))
            {
                yield return new Rune(' ');
            }
            else if (!IsInvisible(character))
            {
                yield return character;
            }
        }
    }

    private static bool IsInvisible(Rune character) =>
        Rune.GetUnicodeCategory(character) == UnicodeCategory.Format
        || character.Value is >= FirstVariationSelector and <= LastVariationSelector;
}
