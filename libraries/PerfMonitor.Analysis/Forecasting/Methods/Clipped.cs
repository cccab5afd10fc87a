using PerfMonitor.Analysis.Forecasting.Seasons;

namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>Runs a method on the history with its outliers drawn in, so that bursts teach it nothing: see <see cref="OutlierClipping"/>.</summary>
/// <param name="inner">The method.</param>
/// <param name="seasons">Steps of each season it uses, ascending; at least one.</param>
internal sealed class Clipped(IForecastMethod inner, IReadOnlyList<int> seasons) : IForecastMethod
{
    public string Name => $"{inner.Name}, clipped";

    public IFittedMethod? Fit(ReadOnlySpan<double> values) =>
        values.Length >= 2 * seasons[^1] && inner.Fit(OutlierClipping.Apply(values, seasons)) is { } fitted
            ? new Fitted(fitted, seasons)
            : null;

    private sealed class Fitted(IFittedMethod inner, IReadOnlyList<int> seasons) : IFittedMethod
    {
        public void Forecast(ReadOnlySpan<double> history, Span<double> points) => inner.Forecast(OutlierClipping.Apply(history, seasons), points);
    }
}
