using PerfMonitor.Pdf.Content;
using PerfMonitor.Pdf.Layout;

namespace PerfMonitor.Pdf.Charts;

/// <summary>Draws a chart's plot and axes. Order from back to front: bands, areas, grid, thresholds, lines, labels.</summary>
internal sealed class ChartPainter
{
    private const double LabelGap = 6;
    private const double TickLength = 3;
    private const double ValueTickDistance = 26;
    private const double TimeTickDistance = 46;
    private const double LineWidth = 1.1;
    // Finer than a printer's dot at 300 dpi is wasted; see Decimation.
    private const double BucketWidth = 0.5;

    private readonly Canvas canvas;
    private readonly LineChart chart;
    private readonly Theme theme;
    private readonly TextStyle labels;
    private readonly ValueAxis axis;
    private readonly Area plot;

    public ChartPainter(Canvas canvas, LineChart chart, Theme theme, Area area)
    {
        (this.canvas, this.chart, this.theme) = (canvas, chart, theme);
        labels = theme.Caption with { Size = theme.TextSize * 0.75 };
        var axisHeight = labels.Size + LabelGap + TickLength;
        axis = Axis(chart, (int)((area.Height - axisHeight) / ValueTickDistance));
        var left = axis.Ticks.Max(tick => labels.Measure(tick.Label)) + LabelGap;
        var top = labels.CapHeight / 2;
        plot = new Area(area.X + left, area.Y + top, area.Width - left, area.Height - top - axisHeight);
    }

    public void Draw()
    {
        var segments = chart.Series.Select(s => Segments(s).ToArray()).ToArray();
        DrawBands();
        if (segments.Length == 1)
            DrawAreas(segments[0]);
        var empty = segments.All(s => s.Length == 0);
        if (!empty)
            DrawValueAxis();
        DrawTimeAxis();
        DrawThresholds();
        canvas.Clipped(plot with { Y = plot.Y - LineWidth, Height = plot.Height + 2 * LineWidth }, () =>
        {
            foreach (var (index, series) in segments.Index())
                DrawLines(series, theme.SeriesColor(index));
        });
        if (empty)
            canvas.TextCentered(theme.Caption, plot.X + plot.Width / 2, plot.Y + plot.Height / 2 + theme.Caption.CapHeight / 2, chart.NoData);
    }

    private static ValueAxis Axis(LineChart chart, int mostSteps)
    {
        var values = chart.Series.SelectMany(s => s.WithValue).Select(p => p.Value)
            .Concat(chart.Thresholds.Select(t => t.Value)).ToList();
        if (values.Count == 0)
            values.Add(chart.Minimum ?? 0);
        var low = Math.Min(values.Min(), chart.Minimum ?? double.PositiveInfinity);
        var high = Math.Max(values.Max(), chart.Maximum ?? double.NegativeInfinity);
        return ValueAxis.Cover(low, high, chart.Unit, mostSteps);
    }

    private IEnumerable<IReadOnlyList<Point>> Segments(ChartSeries series)
    {
        var bucketMs = (chart.To - chart.From).TotalMilliseconds / (plot.Width / BucketWidth);
        return LineSegments.Of(series.Points, chart.LongestJoin)
            .Select(segment => Decimation.Thin(segment, bucketMs))
            .Select(segment => segment.Select(p => new Point(X(p.TimestampMs), Y(p.Value))).ToArray());
    }

    private void DrawBands()
    {
        foreach (var band in chart.Bands)
        {
            var from = Math.Clamp(X(band.FromMs), plot.X, plot.Right);
            var to = Math.Clamp(X(band.ToMs), plot.X, plot.Right);
            if (band.ToMs >= chart.From.ToUnixTimeMilliseconds() && band.FromMs <= chart.To.ToUnixTimeMilliseconds())
                canvas.FillRectangle(new Area(from, plot.Y, Math.Max(0.8, to - from), plot.Height), theme.Color(band.Tone).Tint(0.18));
        }
    }

    private void DrawAreas(IReadOnlyList<Point>[] segments) => canvas.Clipped(plot, () =>
    {
        foreach (var segment in segments.Where(s => s.Count > 1))
            canvas.FillPolygon(
                [new Point(segment[0].X, plot.Bottom), .. segment, new Point(segment[^1].X, plot.Bottom)],
                theme.SeriesColor(0).Tint(0.13));
    });

    private void DrawValueAxis()
    {
        foreach (var tick in axis.Ticks)
        {
            canvas.Line(plot.X, Y(tick.Value), plot.Right, Y(tick.Value), new LineStyle(theme.Rule, 0.5));
            canvas.TextRight(labels, plot.X - LabelGap, Y(tick.Value) + labels.CapHeight / 2, tick.Label);
        }
    }

    private void DrawTimeAxis()
    {
        canvas.Line(plot.X, plot.Bottom, plot.Right, plot.Bottom, new LineStyle(theme.Muted, 0.6));
        foreach (var tick in TimeAxis.Ticks(chart.From, chart.To, chart.Zone, (int)(plot.Width / TimeTickDistance)))
        {
            var x = X(tick.Time.ToUnixTimeMilliseconds());
            canvas.Line(x, plot.Bottom, x, plot.Bottom + TickLength, new LineStyle(theme.Muted, 0.6));
            // Labels at the very ends are moved inside so that neither leaves the chart.
            var half = labels.Measure(tick.Label) / 2;
            canvas.TextCentered(labels, Math.Clamp(x, plot.X + half - LabelGap, plot.Right - half), plot.Bottom + TickLength + LabelGap / 2 + labels.Size, tick.Label);
        }
    }

    private void DrawThresholds()
    {
        foreach (var threshold in chart.Thresholds)
        {
            var (y, color) = (Y(threshold.Value), theme.Color(threshold.Tone));
            canvas.Line(plot.X, y, plot.Right, y, new LineStyle(color, 0.8, Dash: 3));
            canvas.TextRight(labels with { Color = color }, plot.Right - 2, y - 2.5, threshold.Name);
        }
    }

    private void DrawLines(IReadOnlyList<Point>[] segments, Rgb color)
    {
        foreach (var segment in segments)
        {
            if (segment.Count == 1)
                canvas.FillCircle(segment[0].X, segment[0].Y, LineWidth, color);
            else
                canvas.Polyline(segment, new LineStyle(color, LineWidth));
        }
    }

    private double X(long timestampMs) =>
        plot.X + (timestampMs - chart.From.ToUnixTimeMilliseconds()) / (chart.To - chart.From).TotalMilliseconds * plot.Width;

    private double Y(double value) => plot.Bottom - (value - axis.Low) / (axis.High - axis.Low) * plot.Height;
}
