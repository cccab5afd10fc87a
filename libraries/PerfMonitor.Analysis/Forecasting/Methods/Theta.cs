using PerfMonitor.Analysis.Forecasting.Seasons;

namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>
/// The Theta method on the seasonally adjusted series: simple exponential smoothing with a drift of half the slope of
/// the regression on time, the form Hyndman and Billah (2003) showed equal to the two lines θ = 0 and θ = 2 of
/// Assimakopoulos and Nikolopoulos (2000). The smoothing parameter minimises the squared one-step error.
/// </summary>
internal sealed class Theta(IReadOnlyList<int> seasons) : IForecastMethod
{
    // The grid on which the smoothing parameter is searched; the error is flat around its minimum.
    private const int GridSteps = 40;

    public string Name => seasons.Count == 0 ? "theta" : $"theta {string.Join("+", seasons)}";

    public IFittedMethod? Fit(ReadOnlySpan<double> values)
    {
        if (values.Length < 4 || (seasons.Count > 0 && values.Length < 2 * seasons[^1])) return null;
        double[] adjusted = SeasonalAdjustment.Estimate(values, seasons).Remove(values);
        double best = 1, least = double.PositiveInfinity;
        for (int step = 1; step <= GridSteps; step++)
        {
            double alpha = (double)step / GridSteps;
            double error = Smooth(adjusted, alpha).SquaredError;
            if (error < least) (best, least) = (alpha, error);
        }

        return new Fitted(seasons, best);
    }

    private static (double Level, double SquaredError) Smooth(ReadOnlySpan<double> values, double alpha)
    {
        double level = values[0], squared = 0;
        for (int i = 1; i < values.Length; i++)
        {
            double error = values[i] - level;
            squared += error * error;
            level += alpha * error;
        }

        return (level, squared);
    }

    private sealed class Fitted(IReadOnlyList<int> seasons, double alpha) : IFittedMethod
    {
        public void Forecast(ReadOnlySpan<double> history, Span<double> points)
        {
            var season = SeasonalAdjustment.Estimate(history, seasons);
            double[] adjusted = season.Remove(history);
            double drift = StraightLine.Fit(adjusted).Slope / 2;
            double level = Smooth(adjusted, alpha).Level;

            // The closed form of the two lines: the drift also makes up for how far smoothing lags behind the line.
            double lag = (1 - Math.Pow(1 - alpha, history.Length)) / alpha;
            for (int h = 0; h < points.Length; h++) points[h] = level + (drift * (h + lag)) + season.At(history.Length + h);
        }
    }
}
