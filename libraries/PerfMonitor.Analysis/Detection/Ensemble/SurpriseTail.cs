namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// How rare a deviation is among those of the same detector on the same series, as −log10 of the chance to exceed it: peaks
/// over a threshold with an exponential tail (Pickands 1975, with shape 0). The threshold is the deviation that a twentieth of
/// all exceeded; below it the surprise is 0. See docs/algorithms/ensemble.md.
/// </summary>
/// <remarks>Keeps the 256 largest deviations: beyond 5,120 samples the tail is those, and so the threshold rises.</remarks>
internal sealed class SurpriseTail
{
    /// <summary>Deviations seen before there is an answer.</summary>
    public const int Needed = 48;

    /// <summary>The largest surprise: beyond one in 10⁸ the shape of the tail is a guess.</summary>
    public const double Largest = 8;

    private const int Kept = 256;
    private const double TailShare = 0.05;
    private const int SmallestTail = 4;

    // An earlier deviation is like one that reached this share of it, counted from the threshold.
    private const double Alike = 0.9;

    // The mean excess is at least this share of the range seen: after a run of equal deviations it would be 0, and any other a wonder.
    private const double LeastExcess = 1e-3;

    private readonly LargestValues _largest = new(Kept);
    private float _least = float.PositiveInfinity, _most = float.NegativeInfinity;

    /// <summary>Deviations taken in.</summary>
    public long Count { get; private set; }

    /// <summary>The surprise of a deviation; 0 while fewer than <see cref="Needed"/> have been seen. It is taken in afterwards.</summary>
    public double Observe(double deviation)
    {
        if (double.IsNaN(deviation)) return 0;
        double surprise = Surprise(deviation);
        Add((float)deviation);
        return surprise;
    }

    /// <summary>The deviation that has a given surprise; NaN while fewer than <see cref="Needed"/> have been seen.</summary>
    public double DeviationAt(double surprise)
    {
        if (Count < Needed) return double.NaN;
        int size = TailSize;
        return _largest.Values[^size] + Math.Max(0, surprise - Math.Log10((double)Count / size)) * MeanExcess(size) * Math.Log(10);
    }

    private int TailSize => Math.Max(SmallestTail, (int)Math.Min(Kept, TailShare * Count));

    private double Surprise(double deviation)
    {
        if (Count < Needed) return 0;
        int size = TailSize;
        double threshold = _largest.Values[^size];
        if (deviation <= threshold) return 0;
        double fitted = Math.Log10((double)Count / size) + (deviation - threshold) / (MeanExcess(size) * Math.Log(10));
        int alike = _largest.AtLeast((float)(threshold + Alike * (deviation - threshold)));
        return Math.Min(Largest, alike == 0 ? fitted : Math.Min(fitted, Math.Log10((double)Count / alike)));
    }

    private double MeanExcess(int size)
    {
        double threshold = _largest.Values[^size];
        double sum = 0;
        foreach (float deviation in _largest.Values[^size..]) sum += deviation - threshold;
        double floor = Math.Max(LeastExcess * (_most - (double)_least), 1e-9 * Math.Abs(threshold));
        return Math.Max(Math.Max(sum / size, floor), 1e-12);
    }

    private void Add(float deviation)
    {
        Count++;
        _least = Math.Min(_least, deviation);
        _most = Math.Max(_most, deviation);
        _largest.Add(deviation);
    }
}
