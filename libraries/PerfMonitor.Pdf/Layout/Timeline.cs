using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>A state that held for a part of a period.</summary>
/// <param name="From">Start as a share of the period, 0 to 1.</param>
/// <param name="To">End as a share of the period, 0 to 1.</param>
/// <param name="Tone">The state.</param>
public readonly record struct TimelineSegment(double From, double To, Tone Tone);

/// <summary>States over a period as a thin coloured strip; where no segment lies nothing is known.</summary>
/// <param name="Segments">In order of drawing: a later one covers an earlier one.</param>
public sealed record Timeline(IReadOnlyList<TimelineSegment> Segments)
{
    internal const double NaturalWidth = 110;
    internal const double NarrowestWidth = 60;

    // A downtime of seconds in a month is still seen.
    private const double ThinnestMark = 1.5;

    internal void Draw(Canvas canvas, Theme theme, Area area)
    {
        canvas.FillRectangle(area, theme.Rule);
        foreach (var segment in Segments)
        {
            var from = Math.Clamp(segment.From, 0, 1) * area.Width;
            var width = Math.Max(ThinnestMark, Math.Clamp(segment.To, 0, 1) * area.Width - from);
            from = Math.Min(from, area.Width - width);
            canvas.FillRectangle(new Area(area.X + from, area.Y, width, area.Height), theme.Color(segment.Tone));
        }
    }
}
