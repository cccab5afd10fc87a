using System.Globalization;
using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Detection;

/// <summary>Distance of a value from the recent mean, in recent standard deviations. See docs/algorithms/z-score.md.</summary>
public sealed class ZScoreDetector : IDetector
{
    /// <summary>How many samples back the mean and the deviation look.</summary>
    public const int Window = 256;

    /// <summary>Fewer samples give no answer.</summary>
    public const int Needed = 16;

    private DecayingMoments _moments = new(Window);
    private double _score, _mean, _deviation;

    /// <inheritdoc/>
    public DetectorKind Kind => DetectorKind.ZScore;

    /// <inheritdoc/>
    public double Observe(in SeriesPoint point)
    {
        (_mean, _deviation) = (_moments.Mean, _moments.Deviation);
        bool ready = _moments.Count >= Needed;
        _moments.Add(point.Value);
        _score = Spread.Standardize(point.Value - _mean, _deviation, point.Value);
        return ready ? Math.Abs(_score) : double.NaN;
    }

    /// <inheritdoc/>
    public string Describe(double origin) => string.Create(CultureInfo.InvariantCulture,
        $"{Math.Abs(_score):0.#} standard deviations {(_score < 0 ? "below" : "above")} the recent mean of {NumberText.Full(_mean + origin)}");
}
