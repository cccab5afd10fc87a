using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>One figure of <see cref="Tiles"/>.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The figure with its unit.</param>
/// <param name="Note">A line of context below; may be empty.</param>
/// <param name="Tone">The colour of the figure.</param>
public sealed record Tile(string Label, string Value, string Note = "", Tone Tone = Tone.Neutral);

/// <summary>A few key figures side by side.</summary>
public sealed class Tiles(params IReadOnlyList<Tile> tiles) : Block
{
    private const double Gap = 10;
    private const double Inset = 10;
    private const double Height = 58;

    internal override IEnumerable<Strip> Lay(Theme theme, double width)
    {
        if (tiles.Count == 0)
        {
            yield break;
        }

        var each = (width - Gap * (tiles.Count - 1)) / tiles.Count;
        yield return new Strip
        {
            Height = Height,
            SpaceBefore = 12,
            Draw = (canvas, x, y) =>
            {
                foreach (var (index, tile) in tiles.Index())
                {
                    Draw(canvas, theme, tile, new Area(x + index * (each + Gap), y, each, Height));
                }
            },
        };
    }

    private static void Draw(Canvas canvas, Theme theme, Tile tile, Area area)
    {
        var value = new TextStyle(theme.Bold, theme.TextSize * 1.8, theme.Color(tile.Tone));
        canvas.FillRectangle(area, theme.Ground);
        Line(theme.Caption, tile.Label, 16);
        Line(value, tile.Value, 35);
        Line(theme.Caption, tile.Note, 49);

        void Line(TextStyle style, string text, double baseline) =>
            TextWrapper.Wrap([new TextRun(text, style)], area.Width - 2 * Inset, mostLines: 1)[0]
                .Draw(canvas, area.X + Inset, area.Y + baseline);
    }
}
