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

    private readonly LineChart chart;
    private readonly Theme theme;
    private readonly double width;
    private readonly double leading;

    public ChartLegend(LineChart chart, Theme theme, double width)
    {
        (this.chart, this.theme, this.width) = (chart, theme, width);
        leading = theme.LineHeight(theme.Caption);
    }

    public double Height => SpaceAbove + chart.Series.Count * leading;

    public void Draw(Canvas canvas, double x, double y)
    {
        var style = theme.Caption;
        foreach (var (index, series) in chart.Series.Index())
        {
            var top = y + SpaceAbove + index * leading;
            var baseline = top + (leading + style.CapHeight) / 2;
            var figures = SeriesSummary.Of(series)?.Describe(chart.Unit) ?? "no data";
            var figuresWidth = style.Measure(figures);
            var name = TextWrapper.Wrap([new TextRun(series.Name, style with { Color = theme.Ink })], width - SwatchSpace - GapToFigures - figuresWidth, mostLines: 1)[0];

            canvas.FillRectangle(new Area(x, top + leading / 2 - 1.25, SwatchWidth, 2.5), theme.SeriesColor(index));
            name.Draw(canvas, x + SwatchSpace, baseline);
            canvas.Text(style, x + width - figuresWidth, baseline, figures);
        }
    }
}
