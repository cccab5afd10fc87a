namespace PerfMonitor.Analysis.Forecasting;

/// <summary>What one method brought to a forecast.</summary>
/// <param name="Method">Its name, with the seasons it used: "exponential smoothing 24+168, log".</param>
/// <param name="Error">Its mean absolute error in the back-test, in the unit of the series.</param>
/// <param name="Weight">Its share of the combination, 0 to 1; all shares sum to 1.</param>
public sealed record MethodShare(string Method, double Error, double Weight);
