using System.Globalization;

namespace PerfMonitor.Pdf.Charts;

/// <summary>Marks of the horizontal axis: round times of day, dates or months in the reader's zone.</summary>
internal static class TimeAxis
{
    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
        TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(7), TimeSpan.FromDays(14),
    ];

    // Divisors of a year first, so that marks fall on the same months every year.
    private static readonly int[] MonthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200];

    private static readonly TimeSpan Month = TimeSpan.FromDays(30.4);

    /// <param name="from">Start of the axis.</param>
    /// <param name="to">End of the axis.</param>
    /// <param name="zone">The zone labels are in.</param>
    /// <param name="mostTicks">How many labels there is room for.</param>
    public static IReadOnlyList<TimeTick> Ticks(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone, int mostTicks)
    {
        var least = (to - from) / Math.Max(1, mostTicks);
        var start = TimeZoneInfo.ConvertTime(from, zone).DateTime;
        var end = TimeZoneInfo.ConvertTime(to, zone).DateTime;
        var walls = least <= Steps[^1]
            ? Times(start, end, Steps.First(step => step >= least))
            : Months(start, end, MonthSteps.FirstOrDefault(step => step * Month >= least, MonthSteps[^1]));

        var ticks = new List<TimeTick>();
        foreach (var (wall, label) in walls)
        {
            // An hour that the change to summer time skips has no mark; one that comes twice has one.
            if (zone.IsInvalidTime(wall))
            {
                continue;
            }

            var time = new DateTimeOffset(wall, zone.GetUtcOffset(wall));
            if (time >= from && time <= to && (ticks.Count == 0 || time > ticks[^1].Time))
            {
                ticks.Add(new TimeTick(time, label));
            }
        }
        return ticks;
    }

    // Steps count in wall-clock time from midnight of the year 1, so that they stay round when the clock changes.
    private static IEnumerable<(DateTime Wall, string Label)> Times(DateTime start, DateTime end, TimeSpan step)
    {
        for (var wall = new DateTime(start.Ticks / step.Ticks * step.Ticks); wall <= end; wall += step)
        {
            var pattern = wall.TimeOfDay == TimeSpan.Zero ? "d MMM" : step >= TimeSpan.FromMinutes(1) ? "HH:mm" : "HH:mm:ss";
            yield return (wall, wall.ToString(pattern, CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<(DateTime Wall, string Label)> Months(DateTime start, DateTime end, int step)
    {
        for (var month = (start.Year * 12 + start.Month - 1) / step * step; month < 9999 * 12; month += step)
        {
            var wall = new DateTime(month / 12, month % 12 + 1, 1);
            if (wall > end)
            {
                yield break;
            }

            yield return (wall, wall.ToString(wall.Month == 1 ? "yyyy" : "MMM", CultureInfo.InvariantCulture));
        }
    }
}

/// <summary>A mark of the horizontal axis.</summary>
internal readonly record struct TimeTick(DateTimeOffset Time, string Label);
