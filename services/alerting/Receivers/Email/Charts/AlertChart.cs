using System.Globalization;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Contracts;
using SkiaSharp;

namespace PerfMonitor.Alerting.Receivers.Email;

/// <summary>Draws what an alert is about as a PNG: the line, the threshold, and the moment it fired. Twice the size it is shown in, for fine screens.</summary>
internal static class AlertChart
{
    /// <summary>Pixels it is shown in.</summary>
    public const int Width = 600;

    /// <summary>Pixels it is shown in.</summary>
    public const int Height = 200;

    private const int Fineness = 2;
    private const float Left = 58;
    private const float Right = 24;
    private const float Top = 14;
    private const float Bottom = 26;

    private static readonly SKColor Ink = SKColor.Parse("#495057");
    private static readonly SKColor Grid = SKColor.Parse("#e9ecef");
    private static readonly SKColor Line = SKColor.Parse("#1c7ed6");

    private static readonly string[] Fonts =
    [
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
        "/System/Library/Fonts/Supplemental/Arial.ttf", @"C:\Windows\Fonts\segoeui.ttf",
    ];

    // Loaded once: the text of every chart has it. Without a font of the system there are numbers in none.
    private static readonly Lazy<SKTypeface?> Face = new(static () => Fonts.FirstOrDefault(File.Exists) is { } file ? SKTypeface.FromFile(file) : null);

    public static byte[] Draw(AlertHistory history, Alert alert)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width * Fineness, Height * Fineness, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Scale(Fineness);
        canvas.Clear(SKColors.White);
        var scale = ChartScale.Of(history.Points.Select(static point => point.Value).Concat(alert.Threshold is { } number && double.IsFinite(number) ? [number] : []));
        var plot = new Plot(history, scale);
        DrawAxes(canvas, plot);
        DrawLine(canvas, plot);
        if (alert.Threshold is { } threshold && double.IsFinite(threshold))
        {
            DrawThreshold(canvas, plot, threshold);
        }

        DrawStart(canvas, plot, alert);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>For example <c>10:04 to 11:04 UTC: from 0.41 to 0.97, at last 0.97, threshold 0.9</c>.</summary>
    public static string Describe(AlertHistory history, Alert alert)
    {
        var values = history.Points.Select(static point => point.Value).ToList();
        var threshold = alert.Threshold is { } number ? $", threshold {Text.Of(number)}" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{history.From.UtcDateTime:HH:mm} to {history.To.UtcDateTime:HH:mm} UTC: from {Text.Of(values.Min())} to {Text.Of(values.Max())}, at last {Text.Of(values[^1])}{threshold}");
    }

    private static void DrawAxes(SKCanvas canvas, Plot plot)
    {
        using var grid = new SKPaint { Color = Grid, StrokeWidth = 1 };
        using var ink = new SKPaint { Color = Ink, IsAntialias = true };
        using var font = new SKFont(Face.Value ?? SKTypeface.Default, 11) { Edging = SKFontEdging.Antialias };
        foreach (var tick in plot.Scale.Ticks)
        {
            var y = plot.Y(tick);
            canvas.DrawLine(Left, y, Width - Right, y, grid);
            canvas.DrawText(Label(tick), Left - 8, y + 4, SKTextAlign.Right, font, ink);
        }

        foreach (var at in plot.Times())
        {
            var x = plot.X(at);
            canvas.DrawLine(x, Height - Bottom, x, Height - Bottom + 4, grid);
            canvas.DrawText(at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture), x, Height - 8, SKTextAlign.Center, font, ink);
        }
    }

    private static void DrawLine(SKCanvas canvas, Plot plot)
    {
        using var paint = new SKPaint { Color = Line, StrokeWidth = 2, Style = SKPaintStyle.Stroke, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round, StrokeCap = SKStrokeCap.Round };
        using var path = new SKPathBuilder();
        DateTimeOffset? previous = null;
        foreach (var (at, value) in plot.History.Points)
        {
            // A line across a gap would say what nobody measured.
            if (previous is { } before && at - before <= plot.LongestStep)
            {
                path.LineTo(plot.X(at), plot.Y(value));
            }
            else
            {
                path.MoveTo(plot.X(at), plot.Y(value));
                path.LineTo(plot.X(at), plot.Y(value));
            }

            previous = at;
        }

        using var line = path.Detach();
        canvas.DrawPath(line, paint);
    }

    private static void DrawThreshold(SKCanvas canvas, Plot plot, double threshold)
    {
        using var dash = SKPathEffect.CreateDash([6, 4], 0);
        using var paint = new SKPaint { Color = Alarm(Severity.Critical), StrokeWidth = 1.5f, Style = SKPaintStyle.Stroke, PathEffect = dash, IsAntialias = true };
        var y = plot.Y(threshold);
        canvas.DrawLine(Left, y, Width - Right, y, paint);
    }

    private static void DrawStart(SKCanvas canvas, Plot plot, Alert alert)
    {
        if (alert.StartsAt < plot.History.From || alert.StartsAt > plot.History.To)
        {
            return;
        }

        using var paint = new SKPaint { Color = Alarm(alert.Severity), StrokeWidth = 1, IsAntialias = true };
        var x = plot.X(alert.StartsAt);
        canvas.DrawLine(x, Top, x, Height - Bottom, paint);
        var fired = plot.History.Points.LastOrDefault(point => point.At <= alert.StartsAt, plot.History.Points[0]);
        canvas.DrawCircle(x, plot.Y(fired.Value), 4, paint);
    }

    private static SKColor Alarm(Severity severity) => SKColor.Parse(severity switch { Severity.Critical => "#e03131", Severity.Warning => "#f08c00", _ => "#1971c2" });

    private static string Label(double value) => Math.Abs(value) switch
    {
        >= 1e9 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e9:0.##}G"),
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.##}M"),
        >= 1e4 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0.##}k"),
        _ => value.ToString("G4", CultureInfo.InvariantCulture),
    };

    /// <summary>Where times and values lie.</summary>
    private sealed record Plot(AlertHistory History, ChartScale Scale)
    {
        private static readonly TimeSpan[] Steps = [TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

        public TimeSpan LongestStep => AlertHistory.Step(History.From, History.To) * 2.5;

        public float X(DateTimeOffset at) => Left + (float)((at - History.From) / (History.To - History.From) * (Width - Left - Right));

        public float Y(double value) => Height - Bottom - (float)(Scale.Place(value) * (Height - Top - Bottom));

        /// <summary>Round times, about seven of them.</summary>
        public IEnumerable<DateTimeOffset> Times()
        {
            var step = Steps.FirstOrDefault(step => (History.To - History.From) / step <= 7, Steps[^1]);
            for (var at = new DateTimeOffset(((History.From.UtcTicks / step.Ticks) + 1) * step.Ticks, TimeSpan.Zero); at <= History.To; at += step)
            {
                yield return at;
            }
        }
    }
}
