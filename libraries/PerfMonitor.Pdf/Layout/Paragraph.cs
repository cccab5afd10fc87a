namespace PerfMonitor.Pdf.Layout;

/// <summary>Running text. At a page break at least two lines stay on either side.</summary>
public sealed class Paragraph(params IReadOnlyList<Inline> content) : Block
{
    private const int LinesKeptTogether = 2;

    /// <summary>Size relative to the theme's running text.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>White space above in points.</summary>
    public double SpaceBefore { get; init; } = 4;

    /// <summary>Whether the block behind has to be on the same page.</summary>
    public bool KeepWithNext { get; init; }

    internal override IEnumerable<Strip> Lay(Theme theme, double width)
    {
        var size = theme.TextSize * Scale;
        var height = size * theme.Leading;
        var lines = TextWrapper.Wrap(content.Select(c => c.Styled(theme, size)), width);
        foreach (var (index, line) in lines.Index())
        {
            var last = index == lines.Count - 1;
            yield return new Strip
            {
                Height = height,
                SpaceBefore = index == 0 ? SpaceBefore : 0,
                KeepWithNext = last
                    ? KeepWithNext
                    : index < LinesKeptTogether - 1 || index >= lines.Count - LinesKeptTogether,
                Draw = (canvas, x, y) => line.Draw(canvas, x, y + (height + size * theme.Regular.CapHeight) / 2),
            };
        }
    }
}
