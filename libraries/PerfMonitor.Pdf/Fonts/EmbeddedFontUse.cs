using System.Text;
using PerfMonitor.Pdf.Objects;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>
/// A TrueType face in one document: a composite font (Type0 over CIDFontType2) with Identity-H encoding.
/// Each character gets the next CID at its first use, which is also its glyph in the subset; two characters
/// that share a glyph get two, so that copied text is exactly the text that was written.
/// </summary>
internal sealed class EmbeddedFontUse(Typeface typeface, TrueTypeFont font) : FontUse(typeface)
{
    // Bits of ISO 32000-1, table 123.
    private const int FixedPitchFlag = 1;
    private const int SymbolicFlag = 4;
    private const int ItalicFlag = 64;

    // CID 0 is "missing" and stays unused; two bytes per character bound the rest.
    private const int MostCharacters = ushort.MaxValue;
    private readonly List<Rune> _characters = [];
    private readonly Dictionary<Rune, int> _identifiers = [];

    protected override void Encode(Rune character, List<byte> bytes)
    {
        if (!_identifiers.TryGetValue(character, out var cid))
        {
            if (_characters.Count == MostCharacters)
            {
                throw new InvalidOperationException($"A document can use {MostCharacters} different characters of one font; '{font.Name}' is at its end.");
            }

            _characters.Add(character);
            _identifiers[character] = cid = _characters.Count;
        }
        bytes.Add((byte)(cid >> 8));
        bytes.Add((byte)cid);
    }

    public override PdfReference WriteTo(PdfFile file)
    {
        int[] glyphs = [0, .. _characters.Select(c => font.GlyphOf(c.Value))];
        var subset = FontSubset.Build(font, glyphs);
        var name = $"{SubsetTag.Of(subset)}+{font.Name}";
        var program = file.Add(PdfStream.Compressed(subset, new PdfDictionary().Add("Length1", subset.Length)));
        var descriptor = file.Add(Descriptor(name, program));
        var descendant = file.Add(new PdfDictionary()
            .Add("Type", "Font")
            .Add("Subtype", "CIDFontType2")
            .Add("BaseFont", name)
            .Add("CIDSystemInfo", new PdfDictionary()
                .Add("Registry", PdfString.Text("Adobe"))
                .Add("Ordering", PdfString.Text("Identity"))
                .Add("Supplement", 0))
            .Add("FontDescriptor", descriptor)
            .Add("CIDToGIDMap", "Identity")
            .Add("W", new PdfArray(new PdfNumber(0), PdfArray.OfNumbers(glyphs.Select(g => Math.Round(Thousandths(font.AdvanceOf(g))))))));
        return file.Add(new PdfDictionary()
            .Add("Type", "Font")
            .Add("Subtype", "Type0")
            .Add("BaseFont", name)
            .Add("Encoding", "Identity-H")
            .Add("DescendantFonts", new PdfArray(descendant))
            .Add("ToUnicode", file.Add(PdfStream.Compressed(ToUnicodeMap.Write(_characters)))));
    }

    private PdfDictionary Descriptor(string name, PdfReference program) => new PdfDictionary()
        .Add("Type", "FontDescriptor")
        .Add("FontName", name)
        .Add("Flags", SymbolicFlag | (font.Style.FixedPitch ? FixedPitchFlag : 0) | (font.Style.ItalicAngle != 0 ? ItalicFlag : 0))
        .Add("FontBBox", PdfArray.OfNumbers(font.BoundingBox.Select(v => Math.Round(Thousandths(v)))))
        .Add("ItalicAngle", font.Style.ItalicAngle)
        .Add("Ascent", Math.Round(Thousandths(font.Ascent)))
        .Add("Descent", Math.Round(Thousandths(font.Descent)))
        .Add("CapHeight", Math.Round(Thousandths(font.Style.CapHeight)))
        .Add("StemV", StemWidth(font.Style.Weight))
        .Add("FontFile2", program);

    // TrueType files do not give the stem width; this is the usual estimate from the weight class.
    private static double StemWidth(int weight) => Math.Round(10 + 220.0 * (weight - 50) / 900);

    private double Thousandths(int units) => units * 1000.0 / font.UnitsPerEm;
}
