namespace PerfMonitor.Analysis.Detection;

/// <summary>Mean of the last few values; of those there are, as long as the window is not full.</summary>
internal sealed class MovingMean(int window)
{
    private readonly double[] _values = new double[window];
    private long _count;

    /// <summary>Takes a value in and returns the mean. It adds up anew each time, so no rounding error builds up.</summary>
    public double Add(double value)
    {
        _values[_count++ % window] = value;
        int filled = (int)Math.Min(_count, window);
        double sum = 0;
        for (int i = 0; i < filled; i++) sum += _values[i];
        return sum / filled;
    }
}
