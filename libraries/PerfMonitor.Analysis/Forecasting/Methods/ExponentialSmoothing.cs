using PerfMonitor.Analysis.Forecasting.Seasons;

namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>
/// Exponential smoothing with or without a (damped) trend and with any number of seasons. The form is the one with the
/// smallest corrected Akaike criterion, AICc = n·ln(SSE/n) + 2k + 2k(k+1)/(n−k−1).
/// </summary>
/// <param name="seasons">Steps of each season, ascending.</param>
internal sealed class ExponentialSmoothing(IReadOnlyList<int> seasons) : IForecastMethod
{
    // Enough for the seven parameters of the largest form to settle; more changed no back-test error.
    private const int Evaluations = 160;

    public string Name => seasons.Count == 0 ? "exponential smoothing" : $"exponential smoothing {string.Join("+", seasons)}";

    public IFittedMethod? Fit(ReadOnlySpan<double> values)
    {
        if (values.Length < 8 || (seasons.Count > 0 && values.Length < 2 * seasons[^1])) return null;
        double[] held = values.ToArray();
        var state = new SmoothingState(held, SeasonalAdjustment.Estimate(held, seasons));
        SmoothingWeights? best = null;
        double least = double.PositiveInfinity;
        foreach (var form in SmoothingForm.All)
        {
            int parameters = form.Parameters(seasons.Count);
            double[] free = NelderMead.Minimise(
                point => state.Run(held, SmoothingWeights.From(point, form, seasons.Count)), SmoothingWeights.Start(form, seasons.Count), 1, Evaluations);
            var weights = SmoothingWeights.From(free, form, seasons.Count);
            double criterion = Criterion(state.Run(held, weights), held.Length, parameters + (form.Trend == SmoothingTrend.None ? 1 : 2));
            if (criterion < least || best is null) (best, least) = (weights, criterion);
        }

        return new Fitted(seasons, best!);
    }

    /// <summary>The AICc without the constants that all forms share. The states of the seasons are shared too, and left out.</summary>
    private static double Criterion(double squaredError, int n, int parameters)
    {
        int k = parameters + 1;
        return n <= k + 1 ? double.PositiveInfinity : (n * Math.Log(Math.Max(squaredError, double.Epsilon) / n)) + (2.0 * k) + (2.0 * k * (k + 1) / (n - k - 1));
    }

    private sealed class Fitted(IReadOnlyList<int> seasons, SmoothingWeights weights) : IFittedMethod
    {
        public void Forecast(ReadOnlySpan<double> history, Span<double> points)
        {
            var state = new SmoothingState(history, SeasonalAdjustment.Estimate(history, seasons));
            state.Run(history, weights);
            state.Forecast(weights, points);
        }
    }
}
