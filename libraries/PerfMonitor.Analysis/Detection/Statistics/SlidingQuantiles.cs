namespace PerfMonitor.Analysis.Detection;

/// <summary>Order statistics of the last values: a ring says which value leaves, a sorted copy answers.</summary>
internal sealed class SlidingQuantiles(int window)
{
    private readonly float[] _ring = new float[window];
    private readonly float[] _sorted = new float[window];
    private long _seen;

    public int Count { get; private set; }

    public double Median => Count == 0 ? double.NaN : (_sorted[(Count - 1) / 2] + (double)_sorted[Count / 2]) / 2;

    public void Add(double value)
    {
        float entering = (float)value;
        ref float slot = ref _ring[_seen++ % window];
        if (Count == window)
        {
            int leaving = Array.BinarySearch(_sorted, 0, Count, slot);
            Array.Copy(_sorted, leaving + 1, _sorted, leaving, Count - leaving - 1);
            Count--;
        }

        slot = entering;
        int at = Array.BinarySearch(_sorted, 0, Count, entering);
        if (at < 0) at = ~at;
        Array.Copy(_sorted, at, _sorted, at + 1, Count - at);
        _sorted[at] = entering;
        Count++;
    }

    /// <summary>
    /// Median of the absolute distances from the median, without sorting them: the nearest half lies in one run around the
    /// median, found by bisection over where that run begins.
    /// </summary>
    public double MedianAbsoluteDeviation()
    {
        if (Count == 0) return double.NaN;
        double median = Median;
        int half = Count / 2 + 1;
        int low = 0, high = Count - half;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (median - _sorted[middle] > _sorted[middle + half] - median) low = middle + 1;
            else high = middle;
        }

        return Math.Max(median - _sorted[low], _sorted[low + half - 1] - median);
    }
}
