namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>Each step to come is as the same phase of the last season was: the measure that every other method has to beat.</summary>
/// <param name="season">Steps of the season; 1 repeats the last value.</param>
internal sealed class SeasonalNaive(int season) : IForecastMethod, IFittedMethod
{
    public string Name => season == 1 ? "naive" : $"seasonal naive {season}";

    public IFittedMethod? Fit(ReadOnlySpan<double> values) => values.Length >= season ? this : null;

    public void Forecast(ReadOnlySpan<double> history, Span<double> points)
    {
        for (int i = 0; i < points.Length; i++) points[i] = history[history.Length - season + (i % season)];
    }
}
