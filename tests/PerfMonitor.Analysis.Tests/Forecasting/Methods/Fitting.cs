using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Tests.Forecasting.Methods;

/// <summary>Fits a method to values and forecasts from their end.</summary>
internal static class Fitting
{
    public static double[] Forecasts(IForecastMethod method, double[] values, int horizon)
    {
        var fitted = method.Fit(values);
        Assert.NotNull(fitted);
        var points = new double[horizon];
        fitted.Forecast(values, points);
        return points;
    }
}
