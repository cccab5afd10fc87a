using System.Globalization;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// Distance of a value from the recent median, in median absolute deviations scaled to a standard deviation; outliers among
/// the recent values do not widen it. See docs/algorithms/percentile.md.
/// </summary>
public sealed class MadDetector : IDetector
{
    /// <summary>How many samples back the median looks.</summary>
    public const int Window = 256;

    /// <summary>Fewer samples give no answer.</summary>
    public const int Needed = 16;

    // For a normal distribution the standard deviation is 1.4826 median absolute deviations.
    private const double ToDeviation = 1.4826;

    // Where more than half of the values are equal the median deviation is 0, and the mean one stands in (Iglewicz and Hoaglin 1993).
    private const double MeanToDeviation = 1.2533;

    private readonly SlidingQuantiles _recent = new(Window);
    private DecayingMoments _distances = new(Window);
    private double _score, _median;

    /// <inheritdoc/>
    public DetectorKind Kind => DetectorKind.Mad;

    /// <inheritdoc/>
    public double Observe(in SeriesPoint point)
    {
        bool ready = _recent.Count >= Needed;
        if (ready)
        {
            _median = _recent.Median;
            double distance = point.Value - _median;
            double deviation = _recent.MedianAbsoluteDeviation();
            _score = Spread.Standardize(distance, deviation > 0 ? ToDeviation * deviation : MeanToDeviation * _distances.Mean, point.Value);
            _distances.Add(Math.Abs(distance));
        }

        _recent.Add(point.Value);
        return ready ? Math.Abs(_score) : double.NaN;
    }

    /// <inheritdoc/>
    public string Describe(double origin) => string.Create(CultureInfo.InvariantCulture,
        $"{Math.Abs(_score):0.#} robust deviations {(_score < 0 ? "below" : "above")} the recent median of {_median + origin:0.####}");
}
