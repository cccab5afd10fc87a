using PerfMonitor.Pdf.Fonts;

namespace PerfMonitor.Pdf.Content;

/// <summary>How a piece of text looks.</summary>
/// <param name="Face">The typeface.</param>
/// <param name="Size">In points.</param>
/// <param name="Color">The ink.</param>
public sealed record TextStyle(Typeface Face, double Size, Rgb Color)
{
    internal double Ascent => Face.Ascent * Size;

    internal double Descent => Face.Descent * Size;

    internal double CapHeight => Face.CapHeight * Size;

    internal double Measure(string text) => Face.Measure(text, Size);
}
