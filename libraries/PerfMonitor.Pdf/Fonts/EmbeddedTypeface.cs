using System.Text;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>A TrueType face; a document carries the glyphs it uses and the Unicode value of each.</summary>
/// <param name="font">The parsed font file.</param>
public sealed class EmbeddedTypeface(TrueTypeFont font) : Typeface
{
    public override string Name => font.Name;

    public override double Ascent => (double)font.Ascent / font.UnitsPerEm;

    public override double Descent => (double)font.Descent / font.UnitsPerEm;

    public override double CapHeight => (double)font.Style.CapHeight / font.UnitsPerEm;

    public override bool Covers(Rune character) => font.GlyphOf(character.Value) != 0;

    internal override double Advance(Rune character) =>
        (double)font.AdvanceOf(font.GlyphOf(character.Value)) / font.UnitsPerEm;

    internal override FontUse BeginUse() => new EmbeddedFontUse(this, font);
}
