using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>One cell wrapped to the width of its column.</summary>
internal sealed class TableCellLayout
{
    private const double MarkRadius = 2.4;
    private const double MarkSpace = 10;
    private const double TimelineHeight = 8;

    private readonly Theme _theme;
    private readonly TableCell? _cell;
    private readonly Alignment _alignment;
    private readonly double _width;
    private readonly double _leading;
    private readonly TextStyle _style;
    private readonly IReadOnlyList<TextLine> _lines;

    public TableCellLayout(Theme theme, TableCell cell, Alignment alignment, double width, int mostLines)
        : this(theme, cell.Styled(theme), alignment, width - MarkWidth(cell), mostLines) => (_cell, _width) = (cell, width);

    public TableCellLayout(Theme theme, TextRun run, Alignment alignment, double width, int mostLines)
    {
        (_theme, _alignment, _width, _style) = (theme, alignment, width, run.Style);
        _leading = theme.LineHeight(run.Style);
        _lines = TextWrapper.Wrap([run], width, mostLines);
    }

    public double Height => _lines.Count * _leading;

    /// <summary>The least and the natural width of a cell without padding.</summary>
    public static (double Narrowest, double Natural) Demand(Theme theme, TableCell cell)
    {
        if (cell.Timeline is not null)
        {
            return (Timeline.NarrowestWidth, Timeline.NaturalWidth);
        }

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
        if (_cell?.Timeline is { } timeline)
        {
            timeline.Draw(canvas, _theme, new Area(x, y + (Height - TimelineHeight) / 2, _width, TimelineHeight));
            return;
        }

        var left = x;
        if (_cell?.Mark is { } mark)
        {
            canvas.FillCircle(x + MarkRadius, y + _leading / 2, MarkRadius, _theme.Color(mark));
            left += MarkSpace;
        }
        foreach (var (index, line) in _lines.Index())
        {
            line.Draw(canvas, Start(left, x + _width, line), y + index * _leading + (_leading + _style.CapHeight) / 2);
        }
    }

    private double Start(double left, double right, TextLine line) => _alignment switch
    {
        Alignment.Right => right - line.Width,
        Alignment.Center => (left + right - line.Width) / 2,
        _ => left,
    };

    private static double MarkWidth(TableCell cell) => cell.Mark is null ? 0 : MarkSpace;
}
