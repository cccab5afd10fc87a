namespace PerfMonitor.Analysis.Forecasting;

/// <summary>What came of asking for a forecast: a <see cref="Forecast"/>, or a <see cref="ForecastRefused"/> that says why there is none.</summary>
public abstract record ForecastOutcome;

/// <summary>There is no forecast.</summary>
/// <param name="Reason">Why, for a person: "not enough data: 12 of 48 values needed".</param>
public sealed record ForecastRefused(string Reason) : ForecastOutcome;
