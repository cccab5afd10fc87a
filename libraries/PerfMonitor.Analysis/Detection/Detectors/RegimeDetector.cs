using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// Value, levels over 4, 16 and 64 samples and spread over 16 and 64 as one point; its distance to the nearest such point of
/// the past. See docs/algorithms/regime.md.
/// </summary>
public sealed class RegimeDetector : IDetector
{
    // States this close in time share most of their window.
    private const int Delay = 32;

    private readonly NoveltyMemory _memory = new(6, Delay);
    private readonly float[] _state = new float[6];
    private DecayingMoments _short = new(4), _middle = new(16), _long = new(64);
    private double _distance;

    /// <inheritdoc/>
    public DetectorKind Kind => DetectorKind.Regime;

    /// <inheritdoc/>
    public double Observe(in SeriesPoint point)
    {
        _short.Add(point.Value);
        _middle.Add(point.Value);
        _long.Add(point.Value);
        _state[0] = (float)point.Value;
        _state[1] = (float)_short.Mean;
        _state[2] = (float)_middle.Mean;
        _state[3] = (float)_long.Mean;
        _state[4] = (float)_middle.Deviation;
        _state[5] = (float)_long.Deviation;
        return _distance = _memory.Observe(_state);
    }

    /// <inheritdoc/>
    public string Describe(double origin) =>
        $"level and spread over short and long windows together are {NumberText.Full(_distance)} away from the nearest state seen before";
}
