namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// Distance of a state to the nearest state known so far. A state is learnt only a while after it was seen, so that the states
/// just before, which resemble it in any series, do not make it look known.
/// </summary>
internal sealed class NoveltyMemory
{
    /// <summary>States that stand for the whole past.</summary>
    public const int Capacity = 128;

    private readonly Codebook _known;
    private readonly float[] _waiting;
    private readonly bool[] _isNews;
    private readonly int _dimensions;
    private readonly int _delay;
    private long _seen;

    public NoveltyMemory(int dimensions, int delay)
    {
        _known = new Codebook(dimensions, Capacity);
        _waiting = new float[dimensions * delay];
        _isNews = new bool[delay];
        (_dimensions, _delay) = (dimensions, delay);
    }

    /// <summary>The distance, or NaN while nothing is known.</summary>
    public double Observe(ReadOnlySpan<float> state)
    {
        int slot = (int)(_seen++ % _delay);
        var kept = _waiting.AsSpan(slot * _dimensions, _dimensions);
        if (_isNews[slot]) _known.Learn(kept);
        double distance = _known.Nearest(state);
        state.CopyTo(kept);
        _isNews[slot] = _known.IsNews(distance);
        return _known.Count == 0 ? double.NaN : distance;
    }
}
