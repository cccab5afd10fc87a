using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>The one sentence to read: set larger, on a ground of its own, with a bar in the colour of its meaning.</summary>
public sealed class Callout(Tone tone, params IReadOnlyList<Inline> content) : Block
{
    private const double Bar = 3;
    private const double Inset = 12;
    private const double Scale = 1.15;

    internal override IEnumerable<Strip> Lay(Theme theme, double width)
    {
        var size = theme.TextSize * Scale;
        var leading = size * theme.Leading;
        var lines = TextWrapper.Wrap(content.Select(c => c.Styled(theme, size)), width - Bar - 2 * Inset);
        var height = lines.Count * leading + 2 * Inset - 4;
        yield return new Strip
        {
            Height = height,
            SpaceBefore = 12,
            Draw = (canvas, x, y) =>
            {
                canvas.FillRectangle(new Area(x, y, width, height), theme.Color(tone).Tint(0.08));
                canvas.FillRectangle(new Area(x, y, Bar, height), theme.Color(tone));
                foreach (var (index, line) in lines.Index())
                {
                    line.Draw(canvas, x + Bar + Inset, y + Inset - 2 + index * leading + (leading + size * theme.Regular.CapHeight) / 2);
                }
            },
        };
    }
}
