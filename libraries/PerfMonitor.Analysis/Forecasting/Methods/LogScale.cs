namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>
/// Runs a method on logarithms, where a season that grows with the level is additive; for values of 0 or more. The
/// forecast transformed back is the median, not the mean.
/// </summary>
internal sealed class LogScale(IForecastMethod inner) : IForecastMethod
{
    // Where values come this near to 0, as a share of their mean, an offset keeps their logarithms from running away.
    private const double NearZero = 0.05;
    private const double OffsetShare = 0.1;

    public string Name => $"{inner.Name}, log";

    public IFittedMethod? Fit(ReadOnlySpan<double> values)
    {
        double offset = Offset(values);
        return Logarithms(values, offset) is { } logs && inner.Fit(logs) is { } fitted ? new Fitted(fitted, offset) : null;
    }

    private static double Offset(ReadOnlySpan<double> values)
    {
        double least = double.PositiveInfinity, mean = 0;
        foreach (double value in values)
        {
            least = Math.Min(least, value);
            mean += value / values.Length;
        }

        return least < NearZero * mean ? OffsetShare * mean : 0;
    }

    private static double[]? Logarithms(ReadOnlySpan<double> values, double offset)
    {
        var logs = new double[values.Length];
        for (int i = 0; i < logs.Length; i++)
        {
            if (values[i] < 0 || values[i] + offset <= 0) return null;
            logs[i] = Math.Log(values[i] + offset);
        }

        return logs;
    }

    private sealed class Fitted(IFittedMethod inner, double offset) : IFittedMethod
    {
        // A history that the scale cannot hold, such as a first negative value, gives NaN: the combination leaves it out.
        public void Forecast(ReadOnlySpan<double> history, Span<double> points)
        {
            if (Logarithms(history, offset) is not { } logs)
            {
                points.Fill(double.NaN);
                return;
            }

            inner.Forecast(logs, points);
            foreach (ref double point in points) point = Math.Exp(point) - offset;
        }
    }
}
