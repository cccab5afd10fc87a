using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Forecasting.Seasons;

namespace PerfMonitor.Bench.Forecasts;

/// <summary>
/// What the largest forecast costs: a day ahead from four weeks of five-minute values with a day and a week in them, in
/// processor time, the quickest of several runs; beside it one decomposition of the same values into both seasons, timed in
/// the same run.
/// </summary>
internal static class ForecastCostCommand
{
    private const int Day = 288, Week = 7 * Day, Values = 4 * Week, Horizon = Day, Runs = 5, Decompositions = 100;
    private const long StepMs = 300_000;

    // Seconds of processor time.
    private const double Bound = 2;

    public static int Run()
    {
        double[] values = [.. Enumerable.Range(0, Values).Select(Value)];
        double least = Enumerable.Range(0, Runs).Min(_ => Seconds(() => Forecaster.Run(new RegularSeries(0, StepMs, values), new ForecastSettings(Horizon))));
        double floor = Seconds(() => Decompose(values)) / Decompositions;
        var forecast = (Forecast)Forecaster.Run(new RegularSeries(0, StepMs, values), new ForecastSettings(Horizon));
        double off = forecast.Points.Select((point, h) => Math.Abs(point - Value(Values + h))).Average();
        Console.WriteLine($"{Horizon} steps from {Values} values, seasons {string.Join(" and ", forecast.Seasons)}: {least:F2} s of processor time, bound {Bound:F0} s; off by {off:F2}");
        Console.WriteLine($"one decomposition: {1000 * floor:F2} ms; ratio {least / floor:F0}");
        return least <= Bound ? 0 : 1;
    }

    private static double Seconds(Action action)
    {
        var before = Environment.CpuUsage.UserTime;
        action();
        return (Environment.CpuUsage.UserTime - before).TotalSeconds;
    }

    private static void Decompose(double[] values)
    {
        for (int i = 0; i < Decompositions; i++) SeasonalAdjustment.Estimate(values, [Day, Week]);
    }

    /// <summary>A day, quieter weekends, and noise.</summary>
    private static double Value(int i)
    {
        double weekend = i % Week >= 5 * Day ? 0.6 : 1;
        return (100 + 40 * Math.Sin(2 * Math.PI * i / Day)) * weekend + 10 * MadeUpNoise.At(i);
    }
}
