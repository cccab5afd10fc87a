using MathNet.Numerics.Distributions;

namespace PerfMonitor.Analysis.Forecasting.Intervals;

/// <summary>
/// Prediction intervals from the errors that a forecast really made in its back-test: split conformal prediction (Vovk,
/// Gammerman and Shafer 2005) on absolute errors scaled by how errors grow with the horizon. Overlapping forecasts make
/// errors that say the same thing several times; the bounds are widened as Student's t is for the number of
/// errors that are worth something of their own.
/// </summary>
/// <param name="typical">Typical absolute error one step ahead.</param>
/// <param name="growth">Exponent with which it grows with the horizon: 0 not at all, ½ a random walk, 1 a wrong slope.</param>
/// <param name="reach">Typical errors from the point to the bound.</param>
internal sealed class ConformalBand(double typical, double growth, double reach)
{
    /// <summary>From the point to either bound, some steps ahead; 1 is the first.</summary>
    public double HalfWidth(int step) => reach * typical * Math.Pow(step, growth);

    /// <summary>Learns from errors.</summary>
    /// <param name="errors">Actual minus forecast; NaN is a gap.</param>
    /// <param name="steps">How far ahead each was, 1 the first.</param>
    /// <param name="independent">How many of them are worth something of their own, 2 or more.</param>
    /// <param name="level">Share of the values to come that the interval shall hold, above 0 and below 1.</param>
    public static ConformalBand From(IReadOnlyList<double> errors, IReadOnlyList<int> steps, double independent, double level)
    {
        var (typical, growth) = Growth(errors, steps);
        if (typical == 0) return new ConformalBand(0, 0, 0);

        double[] scaled = [.. errors.Zip(steps, (error, step) => Math.Abs(error) / (typical * Math.Pow(step, growth))).Where(double.IsFinite)];
        Array.Sort(scaled);
        int rank = (int)Math.Ceiling((scaled.Length + 1) * level);
        double quantile = scaled[Math.Min(rank, scaled.Length) - 1];
        double tail = (1 + level) / 2;
        double widening = StudentT.InvCDF(0, 1, independent - 1, tail) / Normal.InvCDF(0, 1, tail);
        return new ConformalBand(typical, growth, quantile * widening);
    }

    /// <summary>The power law through the mean absolute error of each step, by weighted least squares on logarithms.</summary>
    private static (double Typical, double Growth) Growth(IReadOnlyList<double> errors, IReadOnlyList<int> steps)
    {
        var means = errors.Zip(steps, (error, step) => (Error: Math.Abs(error), Step: step))
            .Where(e => double.IsFinite(e.Error))
            .GroupBy(e => e.Step, e => e.Error)
            .Select(step => (X: Math.Log(step.Key), Y: Math.Log(step.Average()), Weight: (double)step.Count()))
            .Where(step => double.IsFinite(step.Y))
            .ToList();
        if (means.Count == 0) return (0, 0);

        double total = means.Sum(m => m.Weight);
        double x = means.Sum(m => m.Weight * m.X) / total, y = means.Sum(m => m.Weight * m.Y) / total;
        double above = means.Sum(m => m.Weight * (m.X - x) * (m.Y - y)), below = means.Sum(m => m.Weight * (m.X - x) * (m.X - x));
        double growth = below > 0 ? Math.Clamp(above / below, 0, 1) : 0.5;
        return (Math.Exp(y - (growth * x)), growth);
    }
}
