namespace PerfMonitor.Pdf.Layout;

/// <summary>Blocks side by side in equal widths, such as two charts; never cut by a page break.</summary>
/// <param name="blocks">From left to right.</param>
/// <param name="columns">How many columns there are; fewer blocks leave the rest empty.</param>
public sealed class Columns(IReadOnlyList<Block> blocks, int columns) : Block
{
    private const double Gap = 18;

    internal override IEnumerable<Strip> Lay(Theme theme, double width)
    {
        var each = (width - Gap * (columns - 1)) / columns;
        var laid = blocks.Select(block => block.Lay(theme, each).ToArray()).ToArray();
        yield return new Strip
        {
            Height = laid.Max(strips => strips.Select((s, i) => s.Height + (i == 0 ? 0 : s.SpaceBefore)).Sum()),
            SpaceBefore = laid.Max(strips => strips.Length > 0 ? strips[0].SpaceBefore : 0),
            Anchors = [.. laid.SelectMany(strips => strips).SelectMany(strip => strip.Anchors)],
            Draw = (canvas, x, y) =>
            {
                foreach (var (column, strips) in laid.Index())
                {
                    var top = y;
                    foreach (var (index, strip) in strips.Index())
                    {
                        top += index == 0 ? 0 : strip.SpaceBefore;
                        strip.Draw(canvas, x + column * (each + Gap), top);
                        top += strip.Height;
                    }
                }
            },
        };
    }
}
