using System.Text;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>
/// Helvetica as every viewer brings it along: the last resort where no font file is at hand.
/// Nothing is embedded and only Western European characters exist.
/// </summary>
public sealed class StandardTypeface : Typeface
{
    private readonly short[] _widths;

    private StandardTypeface(string name, short[] widths) => (Name, _widths) = (name, widths);

    public static StandardTypeface Helvetica { get; } = new("Helvetica", HelveticaWidths.Regular);

    public static StandardTypeface HelveticaBold { get; } = new("Helvetica-Bold", HelveticaWidths.Bold);

    public override string Name { get; }

    public override double Ascent => 0.718;

    public override double Descent => -0.207;

    public override double CapHeight => 0.718;

    public override bool Covers(Rune character) => WinAnsi.CodeOf(character) != 0;

    internal override double Advance(Rune character) => _widths[WinAnsi.CodeOf(character) - WinAnsi.FirstCode] / 1000.0;

    internal override FontUse BeginUse() => new StandardFontUse(this);
}
