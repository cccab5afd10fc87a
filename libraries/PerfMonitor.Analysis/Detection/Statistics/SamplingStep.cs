namespace PerfMonitor.Analysis.Detection;

/// <summary>The usual distance between samples: the median of the first sixteen.</summary>
internal sealed class SamplingStep
{
    /// <summary>Distances that are looked at.</summary>
    public const int Needed = 16;

    private readonly long[] _distances = new long[Needed];
    private int _count;
    private long _last = long.MinValue;
    private long _step;

    /// <summary>Takes in a sample's time; the answer is in milliseconds, 0 until it is known.</summary>
    public long Observe(long timestampMs)
    {
        if (_step > 0) return _step;
        if (_last != long.MinValue) _distances[_count++] = timestampMs - _last;
        _last = timestampMs;
        if (_count == Needed)
        {
            Array.Sort(_distances);
            _step = _distances[Needed / 2];
        }

        return _step;
    }
}
