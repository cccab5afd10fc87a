using System.Text;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>A face text can be measured in and set in. All its metrics are in em: multiply by the size in points.</summary>
public abstract class Typeface
{
    /// <summary>The PostScript name.</summary>
    public abstract string Name { get; }

    /// <summary>Height above the baseline that lines of text need.</summary>
    public abstract double Ascent { get; }

    /// <summary>Depth below the baseline, a negative number.</summary>
    public abstract double Descent { get; }

    /// <summary>Height of capital letters.</summary>
    public abstract double CapHeight { get; }

    /// <summary>Whether the face has a glyph for the character.</summary>
    public abstract bool Covers(Rune character);

    /// <summary>The width of a string in points at this size. Characters the face lacks count as what stands in for them.</summary>
    public double Measure(string text, double size)
    {
        var width = 0.0;
        foreach (var character in PrintableText.Of(text))
        {
            width += Advance(StandIn(character));
        }

        return width * size;
    }

    /// <summary>The character itself, or the one drawn in its place: U+FFFD where the face has it, else a question mark.</summary>
    internal Rune StandIn(Rune character) =>
        Covers(character) ? character
        : Covers(Rune.ReplacementChar) ? Rune.ReplacementChar
        : new Rune('?');

    internal abstract double Advance(Rune character);

    internal abstract FontUse BeginUse();
}
