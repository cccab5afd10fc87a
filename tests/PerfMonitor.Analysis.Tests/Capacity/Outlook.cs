using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Grids;

namespace PerfMonitor.Analysis.Tests.Capacity;

/// <summary>Forecasts written by hand: hourly steps.</summary>
internal static class Outlook
{
    public const long HourMs = 3_600_000;

    public static Forecast Of(double[] lower, double[] points, double[] upper) => new(HourMs, HourMs, points, lower, upper, 0.95, [], [], 0, "");

    public static RegularSeries Hourly(params double[] values) => new(0, HourMs, values);
}
