namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>
/// The last value goes on with the mean change per step of the whole history: the random walk with drift, for what only
/// fills up.
/// </summary>
internal sealed class Drift : IForecastMethod, IFittedMethod
{
    public string Name => "drift";

    public IFittedMethod? Fit(ReadOnlySpan<double> values) => values.Length >= 2 ? this : null;

    public void Forecast(ReadOnlySpan<double> history, Span<double> points)
    {
        double change = (history[^1] - history[0]) / (history.Length - 1);
        for (int h = 0; h < points.Length; h++) points[h] = history[^1] + ((h + 1) * change);
    }
}
