using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Forecasting.Seasons;

/// <summary>
/// The centred moving median over one season: a trend that a burst shorter than half a season does not lift. At both ends it
/// goes on as <see cref="MovingAverage"/> does.
/// </summary>
internal static class MovingMedian
{
    /// <summary>One median a value; with fewer values than a season, that of all.</summary>
    public static double[] Centred(ReadOnlySpan<double> values, int season)
    {
        var trend = new double[values.Length];
        int half = season / 2, width = (2 * half) + 1;
        if (values.Length < width)
        {
            Array.Fill(trend, Median.Of(values));
            return trend;
        }

        double[] sorted = values[..width].ToArray();
        Array.Sort(sorted);
        for (int i = half; ; i++)
        {
            trend[i] = sorted[half];
            if (i + half + 1 == values.Length) break;
            Replace(sorted, values[i - half], values[i + half + 1]);
        }

        MovingAverage.GoOn(trend, half);
        return trend;
    }

    /// <summary>Takes one value out of a sorted window and another in.</summary>
    private static void Replace(double[] sorted, double old, double next)
    {
        int from = Array.BinarySearch(sorted, old), to = Array.BinarySearch(sorted, next);
        if (to < 0) to = ~to;
        if (to > from)
        {
            to--;
            Array.Copy(sorted, from + 1, sorted, from, to - from);
        }
        else
        {
            Array.Copy(sorted, to, sorted, to + 1, from - to);
        }

        sorted[to] = next;
    }
}
