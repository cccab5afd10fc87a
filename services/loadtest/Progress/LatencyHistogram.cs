using System.Numerics;

namespace PerfMonitor.LoadTest.Progress;

/// <summary>
/// Response times in log-linear buckets, as HdrHistogram has them: 32 linear steps between neighbouring powers of two microseconds,
/// so that any quantile is exact within 1/64 (1.6 %). 2,048 counters cover a microsecond to days.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int StepBits = 5;
    private const int Steps = 1 << StepBits;

    private readonly long[] _counts = new long[64 * Steps];
    private double _sumSeconds;

    /// <summary>How many were recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The longest, in seconds; null when empty.</summary>
    public double? Maximum { get; private set; }

    /// <summary>Their mean, in seconds; null when empty.</summary>
    public double? Mean => Count == 0 ? null : _sumSeconds / Count;

    public void Record(TimeSpan response)
    {
        var microseconds = (ulong)Math.Max(0, response.Ticks / TimeSpan.TicksPerMicrosecond);
        _counts[Bucket(microseconds)]++;
        _sumSeconds += response.TotalSeconds;
        Maximum = Math.Max(Maximum ?? 0, response.TotalSeconds);
        Count++;
    }

    /// <summary>The smallest recorded value that at least a share <paramref name="q"/> of all does not exceed, in seconds; null when empty.</summary>
    public double? Quantile(double q)
    {
        if (Count == 0)
        {
            return null;
        }

        var rank = Math.Max(1, (long)Math.Ceiling(q * Count));
        var bucket = -1;
        for (var seen = 0L; seen < rank;)
        {
            seen += _counts[++bucket];
        }

        return Math.Min(Middle(bucket) / 1e6, Maximum!.Value);
    }

    private static int Bucket(ulong value)
    {
        if (value < Steps)
        {
            return (int)value;
        }

        var shift = BitOperations.Log2(value) - StepBits;
        return ((shift + 1) << StepBits) + (int)((value >> shift) - Steps);
    }

    private static double Middle(int bucket)
    {
        var shift = (bucket >> StepBits) - 1;
        if (shift < 0)
        {
            return bucket;
        }

        var low = (double)((ulong)((bucket & (Steps - 1)) + Steps) << shift);
        return low + (((1UL << shift) - 1) / 2.0);
    }
}
