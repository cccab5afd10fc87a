using System.Globalization;

namespace PerfMonitor.Pdf.Charts;

/// <summary>Marks of the horizontal axis: round times of day or dates in the reader's zone.</summary>
internal static class TimeAxis
{
    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
        TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(7), TimeSpan.FromDays(14),
        TimeSpan.FromDays(30), TimeSpan.FromDays(91), TimeSpan.FromDays(365),
    ];

    /// <param name="from">Start of the axis.</param>
    /// <param name="to">End of the axis.</param>
    /// <param name="zone">The zone labels are in.</param>
    /// <param name="mostTicks">How many labels there is room for.</param>
    public static IReadOnlyList<TimeTick> Ticks(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone, int mostTicks)
    {
        var span = to - from;
        var step = Steps.FirstOrDefault(s => span / s <= Math.Max(1, mostTicks), Steps[^1]);
        while (span / step > Math.Max(1, mostTicks))
            step *= 2;

        // Steps count in wall-clock time from a midnight, so that they stay round over a change of daylight saving.
        var ticks = new List<TimeTick>();
        var wall = TimeZoneInfo.ConvertTime(from, zone).Date;
        if (step > TimeSpan.FromDays(1))
            wall = new DateTime(wall.Ticks / step.Ticks * step.Ticks);
        for (var end = TimeZoneInfo.ConvertTime(to, zone).DateTime; wall <= end; wall += step)
        {
            if (zone.IsInvalidTime(wall))
                continue;
            var time = new DateTimeOffset(wall, zone.GetUtcOffset(wall));
            if (time >= from && time <= to && (ticks.Count == 0 || time > ticks[^1].Time))
                ticks.Add(new TimeTick(time, Label(wall, step)));
        }
        return ticks;
    }

    private static string Label(DateTime wall, TimeSpan step)
    {
        var pattern = step >= TimeSpan.FromDays(365) ? "yyyy"
            : step >= TimeSpan.FromDays(1) || wall.TimeOfDay == TimeSpan.Zero ? "d MMM"
            : step >= TimeSpan.FromMinutes(1) ? "HH:mm"
            : "HH:mm:ss";
        return wall.ToString(pattern, CultureInfo.InvariantCulture);
    }
}

/// <summary>A mark of the horizontal axis.</summary>
internal readonly record struct TimeTick(DateTimeOffset Time, string Label);
