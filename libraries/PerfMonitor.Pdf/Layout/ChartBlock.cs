using PerfMonitor.Pdf.Charts;
using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>A chart over the whole width.</summary>
/// <param name="chart">What to draw.</param>
/// <param name="height">Of the plot with its axes in points; title and legend come on top of it.</param>
public sealed class ChartBlock(LineChart chart, double height = 120) : Block
{
    /// <summary>The name internal links use for this place.</summary>
    public string? Anchor { get; init; }

    internal override IEnumerable<Strip> Lay(Theme theme, double width)
    {
        var legend = new ChartLegend(chart, theme, width);
        var title = theme.LineHeight(theme.Strong) + 3;
        yield return new Strip
        {
            Height = title + height + legend.Height,
            SpaceBefore = 12,
            Anchors = Anchor is null ? [] : [Anchor],
            Draw = (canvas, x, y) =>
            {
                TextWrapper.Wrap([new TextRun(chart.Title, theme.Strong)], width, mostLines: 1)[0]
                    .Draw(canvas, x, y + theme.Strong.Size);
                new ChartPainter(canvas, chart, theme, new Area(x, y + title, width, height)).Draw();
                legend.Draw(canvas, x, y + title + height);
            },
        };
    }
}
