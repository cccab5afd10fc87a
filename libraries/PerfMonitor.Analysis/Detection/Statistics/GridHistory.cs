namespace PerfMonitor.Analysis.Detection;

/// <summary>The last means of a series over a fixed grid of time; places without samples are NaN.</summary>
internal sealed class GridHistory
{
    private readonly float[] _means;
    private readonly long _widthMs;
    private long _place = long.MinValue;
    private int _head = -1;
    private double _sum;
    private int _inPlace;

    /// <param name="widthMs">Width of a place.</param>
    /// <param name="places">Places kept.</param>
    public GridHistory(long widthMs, int places)
    {
        _widthMs = widthMs;
        _means = new float[places];
        Array.Fill(_means, float.NaN);
    }

    public long WidthMs => _widthMs;

    /// <summary>Places since the first sample, as many as are kept at most.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a value in; true when it opened a new place.</summary>
    public bool Add(long timestampMs, double value)
    {
        long place = Math.DivRem(timestampMs, _widthMs, out long rest) - (rest < 0 ? 1 : 0);
        bool opens = place != _place;
        if (opens) Open(place);
        _sum += value;
        _means[_head] = (float)(_sum / ++_inPlace);
        return opens;
    }

    /// <summary>The mean a number of places before the latest; NaN when no sample fell there or it is no longer kept.</summary>
    public float Before(int places)
    {
        if (places >= Count) return float.NaN;
        int at = _head - places;
        return _means[at < 0 ? at + _means.Length : at];
    }

    /// <summary>The means from the oldest to the latest.</summary>
    public double[] ToArray()
    {
        var means = new double[Count];
        for (int i = 0; i < Count; i++) means[i] = Before(Count - 1 - i);
        return means;
    }

    private void Open(long place)
    {
        long skipped = _place == long.MinValue ? 1 : Math.Min(place - _place, _means.Length);
        for (long i = 0; i < skipped; i++)
        {
            _head = (_head + 1) % _means.Length;
            _means[_head] = float.NaN;
        }

        Count = (int)Math.Min(_means.Length, Count + skipped);
        (_place, _sum, _inPlace) = (place, 0, 0);
    }
}
