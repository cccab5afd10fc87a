namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>A way to forecast. Values have no gaps and are finite; index 0 is the oldest.</summary>
internal interface IForecastMethod
{
    /// <summary>What the method is called where its error and weight are shown.</summary>
    string Name { get; }

    /// <summary>Learns the method's parameters; null when the values are too few for it.</summary>
    IFittedMethod? Fit(ReadOnlySpan<double> values);
}

/// <summary>A method with its parameters fixed. It can forecast from any point of the same series, so a back-test fits once.</summary>
internal interface IFittedMethod
{
    /// <summary>Forecasts the steps that follow a history.</summary>
    /// <param name="history">A prefix of the series that starts where the fitted values started and is at least as long.</param>
    /// <param name="points">Filled with one forecast a step.</param>
    void Forecast(ReadOnlySpan<double> history, Span<double> points);
}
