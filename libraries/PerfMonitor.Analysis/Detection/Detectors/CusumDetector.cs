using System.Globalization;

namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// Two-sided cumulative sum of standardised deviations: many small deviations to one side add up to a change point
/// (Page 1954). See docs/algorithms/cusum.md.
/// </summary>
public sealed class CusumDetector : IDetector
{
    /// <summary>How many samples back the mean and the deviation look, against which deviations are measured.</summary>
    public const int Window = 96;

    /// <summary>Fewer samples give no answer.</summary>
    public const int Needed = 16;

    /// <summary>The allowance: what each sample takes off the sums, in standard deviations.</summary>
    public const double Allowance = 0.5;

    // One wild value must not pass for a long run of small ones.
    private const double LargestScore = 8;

    private DecayingMoments _moments = new(Window);
    private double _up, _down;

    /// <inheritdoc/>
    public DetectorKind Kind => DetectorKind.Cusum;

    /// <inheritdoc/>
    public double Observe(in SeriesPoint point)
    {
        bool ready = _moments.Count >= Needed;
        if (ready)
        {
            double score = Math.Clamp(Spread.Standardize(point.Value - _moments.Mean, _moments.Deviation, point.Value), -LargestScore, LargestScore);
            _up = Math.Max(0, _up + score - Allowance);
            _down = Math.Max(0, _down - score - Allowance);
        }

        _moments.Add(point.Value);
        return ready ? Math.Max(_up, _down) : double.NaN;
    }

    /// <inheritdoc/>
    public string Describe(double origin) => string.Create(CultureInfo.InvariantCulture,
        $"deviations {(_up >= _down ? "upwards" : "downwards")} have added up to {Math.Max(_up, _down):0.#} standard deviations");
}
