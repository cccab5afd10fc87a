namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>The smoothing parameters of a model, each within the range in which the model is stable.</summary>
/// <param name="Level">α, 0 to 1.</param>
/// <param name="Slope">β, 0 to α; 0 without a trend.</param>
/// <param name="Damping">φ, 0.8 to 0.98 when damped; 1 for a linear trend; 0 without a trend.</param>
/// <param name="Error">The share of a one-step error that carries over, −0.5 to 0.98; 0 when errors do not.</param>
/// <param name="Seasons">γ of each season, 0 to 1 − α.</param>
internal sealed record SmoothingWeights(double Level, double Slope, double Damping, double Error, double[] Seasons)
{
    /// <summary>Maps any real vector into the ranges, so that the search needs no bounds.</summary>
    public static SmoothingWeights From(double[] free, SmoothingForm form, int seasons)
    {
        int next = 0;
        double level = Between(free[next++], 0.0001, 0.9999);
        double slope = 0, damping = 0, error = 0;
        if (form.Trend != SmoothingTrend.None)
        {
            slope = level * Between(free[next++], 0.0001, 0.9999);
            damping = form.Trend == SmoothingTrend.Damped ? Between(free[next++], 0.8, 0.98) : 1;
        }

        if (form.Autocorrelated) error = Between(free[next++], -0.5, 0.98);
        var season = new double[seasons];
        for (int s = 0; s < seasons; s++) season[s] = (1 - level) * Between(free[next++], 0, 0.9999);
        return new SmoothingWeights(level, slope, damping, error, season);
    }

    /// <summary>Where the search begins: slow level, slope and seasons, strong damping, half of each error carried over.</summary>
    public static double[] Start(SmoothingForm form, int seasons)
    {
        List<double> free = [form.Autocorrelated ? -2.5 : -1];
        if (form.Trend != SmoothingTrend.None) free.Add(-2.5);
        if (form.Trend == SmoothingTrend.Damped) free.Add(1);
        if (form.Autocorrelated) free.Add(0.5);
        for (int s = 0; s < seasons; s++) free.Add(-2.2);
        return [.. free];
    }

    private static double Between(double free, double low, double high) => low + ((high - low) / (1 + Math.Exp(-free)));
}
