namespace PerfMonitor.Pdf.Charts;

/// <summary>
/// Thins a line to what paper can show: of all points in one bucket the first, the lowest, the highest and the last
/// stay, so that every spike survives and a file's size is bounded by the width of its charts.
/// </summary>
internal static class Decimation
{
    public static IReadOnlyList<ChartPoint> Thin(IReadOnlyList<ChartPoint> points, double bucketMs)
    {
        if (points.Count < 2 || (points[^1].TimestampMs - points[0].TimestampMs) / bucketMs * 4 >= points.Count)
        {
            return points;
        }

        var kept = new List<ChartPoint>();
        for (var start = 0; start < points.Count;)
        {
            var bucket = Math.Floor(points[start].TimestampMs / bucketMs);
            var (low, high, end) = (start, start, start);
            for (; end < points.Count && Math.Floor(points[end].TimestampMs / bucketMs) == bucket; end++)
            {
                if (points[end].Value < points[low].Value)
                {
                    low = end;
                }

                if (points[end].Value > points[high].Value)
                {
                    high = end;
                }
            }
            foreach (var index in new SortedSet<int> { start, low, high, end - 1 })
            {
                kept.Add(points[index]);
            }

            start = end;
        }
        return kept;
    }
}
