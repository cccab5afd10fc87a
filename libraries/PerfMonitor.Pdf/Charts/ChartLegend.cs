using PerfMonitor.Pdf.Content;
using PerfMonitor.Pdf.Layout;

namespace PerfMonitor.Pdf.Charts;

/// <summary>The lines below a chart: colour, name, and the least, mean and greatest value of each series.</summary>
internal sealed class ChartLegend
{
    private const double SwatchWidth = 9;
    private const double SwatchSpace = 14;
    private const double SpaceAbove = 4;
    private const double GapToFigures = 12;

    private readonly LineChart _chart;
    private readonly Theme _theme;
    private readonly double _width;
    private readonly double _leading;

    public ChartLegend(LineChart chart, Theme theme, double width)
    {
        (_chart, _theme, _width) = (chart, theme, width);
        _leading = theme.LineHeight(theme.Caption);
    }

    public double Height => SpaceAbove + _chart.Series.Count * _leading;

    public void Draw(Canvas canvas, double x, double y)
    {
        var style = _theme.Caption;
        foreach (var (index, series) in _chart.Series.Index())
        {
            var top = y + SpaceAbove + index * _leading;
            var baseline = top + (_leading + style.CapHeight) / 2;
            var figures = SeriesSummary.Of(series)?.Describe(_chart.Unit) ?? "no data";
            var figuresWidth = style.Measure(figures);
            var name = TextWrapper.Wrap([new TextRun(series.Name, style with { Color = _theme.Ink })], _width - SwatchSpace - GapToFigures - figuresWidth, mostLines: 1)[0];

            canvas.FillRectangle(new Area(x, top + _leading / 2 - 1.25, SwatchWidth, 2.5), _theme.SeriesColor(index));
            name.Draw(canvas, x + SwatchSpace, baseline);
            canvas.Text(style, x + _width - figuresWidth, baseline, figures);
        }
    }
}
