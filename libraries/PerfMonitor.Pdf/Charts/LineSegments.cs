namespace PerfMonitor.Pdf.Charts;

/// <summary>Cuts a series where data are missing: at values that are no numbers and at long pauses.</summary>
internal static class LineSegments
{
    public static IEnumerable<IReadOnlyList<ChartPoint>> Of(IEnumerable<ChartPoint> points, TimeSpan? longestJoin)
    {
        var segment = new List<ChartPoint>();
        foreach (var point in points)
        {
            var pause = segment.Count > 0 && longestJoin is { } longest
                && point.TimestampMs - segment[^1].TimestampMs > longest.TotalMilliseconds;
            if (segment.Count > 0 && (pause || !point.HasValue))
            {
                yield return segment;
                segment = [];
            }
            if (point.HasValue)
            {
                segment.Add(point);
            }
        }
        if (segment.Count > 0)
        {
            yield return segment;
        }
    }
}
