using PerfMonitor.Analysis.Forecasting.Grids;

namespace PerfMonitor.Analysis.Trends;

/// <summary>A value and when it was there.</summary>
/// <param name="Value">In the unit of the series.</param>
/// <param name="AtMs">Milliseconds since the Unix epoch: the moment of its step.</param>
public readonly record struct Extreme(double Value, long AtMs);

/// <summary>The peak and the trough of a series.</summary>
/// <param name="Highest">The highest value; of several the first.</param>
/// <param name="Lowest">The lowest value; of several the first.</param>
public sealed record Extremes(Extreme Highest, Extreme Lowest)
{
    /// <summary>Finds both; null where the series has no value.</summary>
    /// <param name="highest">The highest value of each step; NaN and infinities are gaps.</param>
    /// <param name="lowest">The lowest value of each step.</param>
    public static Extremes? Of(RegularSeries highest, RegularSeries lowest) =>
        Best(highest, static (value, best) => value > best) is { } peak && Best(lowest, static (value, best) => value < best) is { } trough ? new Extremes(peak, trough) : null;

    private static Extreme? Best(RegularSeries series, Func<double, double, bool> isBetter)
    {
        Extreme? best = null;
        foreach (var (i, value) in series.Values.Index())
        {
            if (double.IsFinite(value) && (best is not { } known || isBetter(value, known.Value))) best = new Extreme(value, series.StartMs + (i * series.StepMs));
        }

        return best;
    }
}
