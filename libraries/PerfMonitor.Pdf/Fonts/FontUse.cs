using System.Text;
using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>One face in one document: collects the characters set in it and writes its objects at the end.</summary>
internal abstract class FontUse(Typeface typeface)
{
    private readonly HashSet<Rune> _missing = [];

    /// <summary>Characters the face has no glyph for; bounded by the size of Unicode.</summary>
    public IReadOnlyCollection<Rune> Missing => _missing;

    /// <summary>The bytes a text operator shows for this string.</summary>
    public PdfString Encode(string text)
    {
        var bytes = new List<byte>(text.Length * 2);
        foreach (var character in PrintableText.Of(text))
        {
            var drawn = typeface.StandIn(character);
            if (drawn != character)
            {
                _missing.Add(character);
            }

            Encode(drawn, bytes);
        }
        return PdfString.Hexadecimal([.. bytes]);
    }

    public abstract PdfReference WriteTo(PdfFile file);

    protected abstract void Encode(Rune character, List<byte> bytes);
}
