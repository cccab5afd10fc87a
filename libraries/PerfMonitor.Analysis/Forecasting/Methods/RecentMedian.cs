namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>
/// Every step to come is the median of the last values: what a series of spikes is most of the time. Levels that come and go
/// leave it where the series mostly is.
/// </summary>
/// <param name="window">Values looked back at; all there are where they are fewer.</param>
internal sealed class RecentMedian(int window) : IForecastMethod, IFittedMethod
{
    public string Name => $"median of {window}";

    public IFittedMethod? Fit(ReadOnlySpan<double> values) => this;

    public void Forecast(ReadOnlySpan<double> history, Span<double> points) =>
        points.Fill(Median.Of(history[Math.Max(0, history.Length - window)..]));
}
