namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// How rare a deviation is among those of the same detector on the same series, as −log10 of the chance to exceed it: peaks
/// over a threshold with an exponential tail (Pickands 1975, with shape 0). The threshold is the deviation that a twentieth of
/// all exceeded; below it the surprise is 0. See docs/algorithms/ensemble.md.
/// </summary>
/// <remarks>Keeps the 256 largest deviations: beyond 5,120 samples the tail is those, and so the threshold rises.</remarks>
/// <param name="needed">Deviations seen before there is an answer.</param>
internal sealed class SurpriseTail(int needed)
{
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
    private double _meanExcess;
    private int _sizeOfMean;

    /// <summary>Deviations taken in.</summary>
    public long Count { get; private set; }

    /// <summary>The surprise of a deviation; 0 while too few have been seen. It is taken in afterwards.</summary>
    public double Observe(double deviation)
    {
        if (double.IsNaN(deviation)) return 0;
        double surprise = Surprise(deviation);
        Add((float)deviation);
        return surprise;
    }

    /// <summary>The deviation that has a given surprise; NaN while too few have been seen.</summary>
    public double DeviationAt(double surprise)
    {
        if (Count < needed) return double.NaN;
        int size = TailSize;
        double beyond = Math.Max(0, surprise - Math.Log10((double)Count / size));
        return _largest.Values[^size] + size * MeanExcess(size) * (Math.Pow(10, beyond / size) - 1);
    }

    private int TailSize => Math.Max(SmallestTail, (int)Math.Min(Kept, TailShare * Count));

    private double Surprise(double deviation)
    {
        if (Count < needed) return 0;
        int size = TailSize;
        double threshold = _largest.Values[^size];
        if (deviation <= threshold) return 0;
        double fitted = Math.Log10((double)Count / size) + size * Math.Log10(1 + (deviation - threshold) / (size * MeanExcess(size)));
        if (_most == _least) fitted = Math.Min(fitted, Math.Log10(Count + 1));
        int alike = _largest.AtLeast((float)(threshold + Alike * (deviation - threshold)));
        return Math.Min(Largest, alike == 0 ? fitted : Math.Min(fitted, Math.Log10((double)Count / alike)));
    }

    /// <summary>Of the tail as it is, and worked out anew only when the tail has changed: few samples reach it.</summary>
    private double MeanExcess(int size)
    {
        if (size == _sizeOfMean) return _meanExcess;
        double threshold = _largest.Values[^size];
        double sum = 0;
        foreach (float deviation in _largest.Values[^size..]) sum += deviation - threshold;
        double floor = Math.Max(LeastExcess * (_most - (double)_least), 1e-9 * Math.Abs(threshold));
        _sizeOfMean = size;
        return _meanExcess = Math.Max(sum / size, floor);
    }

    private void Add(float deviation)
    {
        Count++;
        bool widens = deviation < _least || deviation > _most;
        if (widens) (_least, _most) = (Math.Min(_least, deviation), Math.Max(_most, deviation));
        if (_largest.Add(deviation) || widens) _sizeOfMean = 0;
    }
}
