using MathNet.Numerics.LinearAlgebra;
using PerfMonitor.Analysis.Forecasting.Seasons;

namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>
/// A linear regression of each value on recent values and on those one and two seasons back, with ridge shrinkage
/// (Hoerl and Kennard 1970), run step by step into the future. It catches what depends on both the last hours and the
/// same hour of other days.
/// </summary>
/// <param name="seasons">Steps of each season, ascending.</param>
internal sealed class SeasonalAutoregression(IReadOnlyList<int> seasons) : IForecastMethod
{
    // Share of the mean squared regressor added to the diagonal.
    private const double Ridge = 0.002;

    // How far a forecast may lie from the seasons, in the furthest that any value has lain.
    private const double Furthest = 2;

    public string Name => seasons.Count == 0 ? "autoregression" : $"autoregression {string.Join("+", seasons)}";

    public IFittedMethod? Fit(ReadOnlySpan<double> values)
    {
        int[] lags = Lags(seasons, values.Length);
        int rows = values.Length - lags[^1];
        if (rows < 3 * (lags.Length + 1)) return null;

        var season = SeasonalAdjustment.Estimate(values, seasons);
        double[] rest = season.Remove(values);
        double mean = rest.Average();
        for (int i = 0; i < rest.Length; i++) rest[i] -= mean;

        return Weights(rest, lags) is { } weights ? new Fitted(seasons, lags, weights) : null;
    }

    private static double[]? Weights(double[] rest, int[] lags)
    {
        int width = lags.Length;
        var normal = Matrix<double>.Build.Dense(width, width);
        var right = Vector<double>.Build.Dense(width);
        for (int t = lags[^1]; t < rest.Length; t++)
        {
            for (int j = 0; j < width; j++)
            {
                double regressor = rest[t - lags[j]];
                right[j] += regressor * rest[t];
                for (int k = 0; k <= j; k++) normal[j, k] += regressor * rest[t - lags[k]];
            }
        }

        double power = normal.Diagonal().Average();
        if (power <= 0) return null;
        for (int j = 0; j < width; j++)
        {
            normal[j, j] += Ridge * power;
            for (int k = 0; k < j; k++) normal[k, j] = normal[j, k];
        }

        return normal.Cholesky().Solve(right).ToArray();
    }

    private static int[] Lags(IReadOnlyList<int> seasons, int length)
    {
        SortedSet<int> lags = [1, 2, 3];
        foreach (int season in seasons)
        {
            foreach (int lag in (ReadOnlySpan<int>)[season - 1, season, season + 1, 2 * season])
            {
                if (lag <= length / 2) lags.Add(lag);
            }
        }

        return [.. lags];
    }

    private sealed class Fitted(IReadOnlyList<int> seasons, int[] lags, double[] weights) : IFittedMethod
    {
        public void Forecast(ReadOnlySpan<double> history, Span<double> points)
        {
            var season = SeasonalAdjustment.Estimate(history, seasons);
            double[] rest = season.Remove(history);
            double mean = rest.Average();
            var longer = new double[rest.Length + points.Length];
            double furthest = 0;
            for (int i = 0; i < rest.Length; i++)
            {
                longer[i] = rest[i] - mean;
                furthest = Math.Max(furthest, Math.Abs(longer[i]));
            }

            for (int h = 0; h < points.Length; h++)
            {
                int t = rest.Length + h;
                for (int j = 0; j < lags.Length; j++) longer[t] += weights[j] * longer[t - lags[j]];

                // Weights that least squares makes unstable must not run away.
                longer[t] = Math.Clamp(longer[t], -Furthest * furthest, Furthest * furthest);
                points[h] = longer[t] + mean + season.At(t);
            }
        }
    }
}
