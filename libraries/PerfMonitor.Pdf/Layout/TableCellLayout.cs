using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>One cell wrapped to the width of its column.</summary>
internal sealed class TableCellLayout
{
    private const double MarkRadius = 2.4;
    private const double MarkSpace = 10;
    private const double TimelineHeight = 8;

    private readonly Theme theme;
    private readonly TableCell? cell;
    private readonly Alignment alignment;
    private readonly double width;
    private readonly double leading;
    private readonly TextStyle style;
    private readonly IReadOnlyList<TextLine> lines;

    public TableCellLayout(Theme theme, TableCell cell, Alignment alignment, double width, int mostLines)
        : this(theme, cell.Styled(theme), alignment, width - MarkWidth(cell), mostLines) => (this.cell, this.width) = (cell, width);

    public TableCellLayout(Theme theme, TextRun run, Alignment alignment, double width, int mostLines)
    {
        (this.theme, this.alignment, this.width, style) = (theme, alignment, width, run.Style);
        leading = theme.LineHeight(run.Style);
        lines = TextWrapper.Wrap([run], width, mostLines);
    }

    public double Height => lines.Count * leading;

    /// <summary>The least and the natural width of a cell without padding.</summary>
    public static (double Narrowest, double Natural) Demand(Theme theme, TableCell cell)
    {
        if (cell.Timeline is not null)
            return (Timeline.NarrowestWidth, Timeline.NaturalWidth);
        var (narrowest, natural) = Demand(cell.Styled(theme));
        return (narrowest + MarkWidth(cell), natural + MarkWidth(cell));
    }

    public static (double Narrowest, double Natural) Demand(TextRun run)
    {
        var longest = TextWords.Of([run]).Select(w => w.Width).DefaultIfEmpty(0).Max();
        // An address has no spaces: it may be cut, so it does not ask for its whole length.
        var narrowest = Math.Min(longest, run.Style.Size * 12);
        var natural = run.Text.Split('\n').Max(run.Style.Measure);
        return (narrowest, Math.Max(natural, narrowest) + 0.01);
    }

    public void Draw(Canvas canvas, double x, double y)
    {
        if (cell?.Timeline is { } timeline)
        {
            timeline.Draw(canvas, theme, new Area(x, y + (Height - TimelineHeight) / 2, width, TimelineHeight));
            return;
        }

        var left = x;
        if (cell?.Mark is { } mark)
        {
            canvas.FillCircle(x + MarkRadius, y + leading / 2, MarkRadius, theme.Color(mark));
            left += MarkSpace;
        }
        foreach (var (index, line) in lines.Index())
            line.Draw(canvas, Start(left, x + width, line), y + index * leading + (leading + style.CapHeight) / 2);
    }

    private double Start(double left, double right, TextLine line) => alignment switch
    {
        Alignment.Right => right - line.Width,
        Alignment.Center => (left + right - line.Width) / 2,
        _ => left,
    };

    private static double MarkWidth(TableCell cell) => cell.Mark is null ? 0 : MarkSpace;
}
