using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// The last four values as one point; its distance to the nearest such point of the past, a streaming discord distance.
/// See docs/algorithms/pattern.md.
/// </summary>
public sealed class PatternDetector : IDetector
{
    /// <summary>Values that make a pattern.</summary>
    public const int Length = 4;

    private readonly NoveltyMemory _memory = new(Length, delay: Length);
    private readonly float[] _last = new float[Length];
    private double _distance;
    private bool _started;

    /// <inheritdoc/>
    public DetectorKind Kind => DetectorKind.Pattern;

    /// <inheritdoc/>
    public double Observe(in SeriesPoint point)
    {
        Array.Copy(_last, 0, _last, 1, Length - 1);
        _last[0] = (float)point.Value;
        if (!_started) Array.Fill(_last, _last[0]);
        _started = true;
        return _distance = _memory.Observe(_last);
    }

    /// <inheritdoc/>
    public string Describe(double origin) =>
        $"the last {Length} values are {NumberText.Full(_distance)} away from the nearest pattern seen before";
}
