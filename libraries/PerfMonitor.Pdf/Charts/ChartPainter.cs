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

    private readonly Canvas _canvas;
    private readonly LineChart _chart;
    private readonly Theme _theme;
    private readonly TextStyle _labels;
    private readonly ValueAxis _axis;
    private readonly Area _plot;

    public ChartPainter(Canvas canvas, LineChart chart, Theme theme, Area area)
    {
        (_canvas, _chart, _theme) = (canvas, chart, theme);
        _labels = theme.Caption with { Size = theme.TextSize * 0.75 };
        var axisHeight = _labels.Size + LabelGap + TickLength;
        _axis = Axis(chart, (int)((area.Height - axisHeight) / ValueTickDistance));
        var left = _axis.Ticks.Max(tick => _labels.Measure(tick.Label)) + LabelGap;
        var top = _labels.CapHeight / 2;
        _plot = new Area(area.X + left, area.Y + top, area.Width - left, area.Height - top - axisHeight);
    }

    public void Draw()
    {
        var segments = _chart.Series.Select(s => Segments(s).ToArray()).ToArray();
        DrawBands();
        if (segments.Length == 1)
        {
            DrawAreas(segments[0]);
        }

        var empty = segments.All(s => s.Length == 0);
        if (!empty)
        {
            DrawValueAxis();
        }

        DrawTimeAxis();
        DrawThresholds();
        _canvas.Clipped(_plot with { Y = _plot.Y - LineWidth, Height = _plot.Height + 2 * LineWidth }, () =>
        {
            foreach (var (index, series) in segments.Index())
            {
                DrawLines(series, _theme.SeriesColor(index));
            }
        });
        if (empty)
        {
            _canvas.TextCentered(_theme.Caption, _plot.X + _plot.Width / 2, _plot.Y + _plot.Height / 2 + _theme.Caption.CapHeight / 2, _chart.NoData);
        }
    }

    private static ValueAxis Axis(LineChart chart, int mostSteps)
    {
        var values = chart.Series.SelectMany(s => s.WithValue).Select(p => p.Value)
            .Concat(chart.Thresholds.Select(t => t.Value)).ToList();
        if (values.Count == 0)
        {
            values.Add(chart.Minimum ?? 0);
        }

        var low = Math.Min(values.Min(), chart.Minimum ?? double.PositiveInfinity);
        var high = Math.Max(values.Max(), chart.Maximum ?? double.NegativeInfinity);
        return ValueAxis.Cover(low, high, chart.Unit, mostSteps);
    }

    private IEnumerable<IReadOnlyList<Point>> Segments(ChartSeries series)
    {
        var bucketMs = (_chart.To - _chart.From).TotalMilliseconds / (_plot.Width / BucketWidth);
        return LineSegments.Of(series.Points, _chart.LongestJoin)
            .Select(segment => Decimation.Thin(segment, bucketMs))
            .Select(segment => segment.Select(p => new Point(X(p.TimestampMs), Y(p.Value))).ToArray());
    }

    private void DrawBands()
    {
        foreach (var band in _chart.Bands)
        {
            var from = Math.Clamp(X(band.FromMs), _plot.X, _plot.Right);
            var to = Math.Clamp(X(band.ToMs), _plot.X, _plot.Right);
            if (band.ToMs >= _chart.From.ToUnixTimeMilliseconds() && band.FromMs <= _chart.To.ToUnixTimeMilliseconds())
            {
                _canvas.FillRectangle(new Area(from, _plot.Y, Math.Max(0.8, to - from), _plot.Height), _theme.Color(band.Tone).Tint(0.18));
            }
        }
    }

    private void DrawAreas(IReadOnlyList<Point>[] segments) => _canvas.Clipped(_plot, () =>
    {
        foreach (var segment in segments.Where(s => s.Count > 1))
        {
            _canvas.FillPolygon(
                [new Point(segment[0].X, _plot.Bottom), .. segment, new Point(segment[^1].X, _plot.Bottom)],
                _theme.SeriesColor(0).Tint(0.13));
        }
    });

    private void DrawValueAxis()
    {
        foreach (var tick in _axis.Ticks)
        {
            _canvas.Line(_plot.X, Y(tick.Value), _plot.Right, Y(tick.Value), new LineStyle(_theme.Rule, 0.5));
            _canvas.TextRight(_labels, _plot.X - LabelGap, Y(tick.Value) + _labels.CapHeight / 2, tick.Label);
        }
    }

    private void DrawTimeAxis()
    {
        _canvas.Line(_plot.X, _plot.Bottom, _plot.Right, _plot.Bottom, new LineStyle(_theme.Muted, 0.6));
        foreach (var tick in TimeAxis.Ticks(_chart.From, _chart.To, _chart.Zone, (int)(_plot.Width / TimeTickDistance)))
        {
            var x = X(tick.Time.ToUnixTimeMilliseconds());
            _canvas.Line(x, _plot.Bottom, x, _plot.Bottom + TickLength, new LineStyle(_theme.Muted, 0.6));
            // Labels at the very ends are moved inside so that neither leaves the chart.
            var half = _labels.Measure(tick.Label) / 2;
            _canvas.TextCentered(_labels, Math.Clamp(x, _plot.X + half - LabelGap, _plot.Right - half), _plot.Bottom + TickLength + LabelGap / 2 + _labels.Size, tick.Label);
        }
    }

    private void DrawThresholds()
    {
        foreach (var threshold in _chart.Thresholds)
        {
            var (y, color) = (Y(threshold.Value), _theme.Color(threshold.Tone));
            _canvas.Line(_plot.X, y, _plot.Right, y, new LineStyle(color, 0.8, Dash: 3));
            _canvas.TextRight(_labels with { Color = color }, _plot.Right - 2, y - 2.5, threshold.Name);
        }
    }

    private void DrawLines(IReadOnlyList<Point>[] segments, Rgb color)
    {
        foreach (var segment in segments)
        {
            if (segment.Count == 1)
            {
                _canvas.FillCircle(segment[0].X, segment[0].Y, LineWidth, color);
            }
            else
            {
                _canvas.Polyline(segment, new LineStyle(color, LineWidth));
            }
        }
    }

    private double X(long timestampMs) =>
        _plot.X + (timestampMs - _chart.From.ToUnixTimeMilliseconds()) / (_chart.To - _chart.From).TotalMilliseconds * _plot.Width;

    private double Y(double value) => _plot.Bottom - (value - _axis.Low) / (_axis.High - _axis.Low) * _plot.Height;
}
