namespace PerfMonitor.Analysis.Forecasting.Intervals;

/// <summary>
/// How many errors of a back-test are worth something of their own. Overlapping forecasts repeat each other's errors, and within
/// one forecast neighbours resemble each other: of h steps with the correlation ρ of neighbours h·(1 − ρ)/(1 + ρ) count (Bartlett 1935).
/// </summary>
internal static class IndependentErrors
{
    // A horizon never counts for more than two, however unlike its neighbours are: levels err together over hours.
    private const double MostAHorizon = 2;

    // Fewer would widen a 95 % interval to more than 1.6 times what the errors say.
    private const double Least = 4;

    /// <summary>The number, 4 or more.</summary>
    /// <param name="errors">Actual minus forecast; NaN is a gap.</param>
    /// <param name="steps">How far ahead each was, 1 the first; a forecast's errors stand side by side.</param>
    /// <param name="held">Values the back-test held back.</param>
    /// <param name="horizon">Steps of a whole forecast.</param>
    public static double Count(IReadOnlyList<double> errors, IReadOnlyList<int> steps, int held, int horizon)
    {
        double likeness = Likeness(errors, steps);
        double aHorizon = Math.Clamp(horizon * (1 - likeness) / (1 + likeness), 1, MostAHorizon);
        return Math.Max(Least, aHorizon * held / horizon);
    }

    /// <summary>The correlation of neighbouring errors of a forecast about 0; 0 where nothing was off.</summary>
    private static double Likeness(IReadOnlyList<double> errors, IReadOnlyList<int> steps)
    {
        double together = 0, squares = 0;
        for (int i = 1; i < errors.Count; i++)
        {
            double product = errors[i] * errors[i - 1];
            if (steps[i] == 1 || !double.IsFinite(product)) continue;
            together += product;
            squares += ((errors[i] * errors[i]) + (errors[i - 1] * errors[i - 1])) / 2;
        }

        return squares > 0 ? together / squares : 0;
    }
}
