using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Forecasting.Methods;
using PerfMonitor.Analysis.Forecasting.Scoring;

namespace PerfMonitor.Bench.Forecasts.MadeUp;

/// <summary>
/// Holds the combination against naive methods on made-up series of many kinds: the mean sMAPE of a kind over the best mean that
/// naive or yesterday, or last week too, have of the same kind, and the share of values within the bounds.
/// </summary>
internal static class MadeUpForecastCommand
{
    private const int SeriesOfAKind = 12;

    public static int Run(int firstSeed)
    {
        Console.WriteLine($"{"kind",-34} {"combined",9} {"naive",9} {"season",9} {"longer",9} {"ratio",7} {"of all",7} {"covered",8}");
        var kinds = MadeUpKind.All.Select(kind => Measured(kind, firstSeed)).ToList();
        foreach (var kind in kinds)
        {
            Console.WriteLine($"{kind.Name,-34} {kind.Combination,9:F2} {kind.Naive[0],9:F2} {At(kind, 1),9} {At(kind, 2),9} {kind.ToShort,7:F2} {kind.ToBest,7:F2} {kind.Covered,8:P1}");
        }

        Console.WriteLine(
            $"{kinds.Count} kinds: mean ratio {kinds.Average(static kind => kind.ToShort):F2}, worst {kinds.Max(static kind => kind.ToShort):F2}; " +
            $"to the best of all naive ones {kinds.Average(static kind => kind.ToBest):F2}; covered {kinds.Average(static kind => kind.Covered):P1}");
        return 0;

        static string At(Kind kind, int place) => place < kind.Naive.Length ? $"{kind.Naive[place]:F2}" : "";
    }

    private static Kind Measured(MadeUpKind kind, int firstSeed)
    {
        var series = Enumerable.Range(firstSeed, SeriesOfAKind).AsParallel().AsOrdered().Select(seed => Measured(kind, kind.Of(seed, kind.History + kind.Horizon))).ToList();
        return new Kind(kind.Name, series.Average(static one => one.Combination), [.. series[0].Naive.Select((_, i) => series.Average(one => one.Naive[i]))], series.Average(static one => one.Covered));
    }

    private static (double Combination, double[] Naive, double Covered) Measured(MadeUpKind kind, double[] values)
    {
        double[] history = values[..kind.History], actual = values[kind.History..];
        var forecast = (Forecast)Forecaster.Run(new RegularSeries(0, kind.StepMs, history), new ForecastSettings(kind.Horizon));
        return (
            ForecastErrors.SymmetricPercentage(actual, [.. forecast.Points]),
            [.. kind.Seasons.Prepend(1).Select(season => ForecastErrors.SymmetricPercentage(actual, Repeated(history, season, kind.Horizon)))],
            ForecastErrors.Coverage(actual, [.. forecast.Lower], [.. forecast.Upper]));
    }

    private static double[] Repeated(double[] history, int season, int horizon)
    {
        var points = new double[horizon];
        new SeasonalNaive(season).Fit(history)!.Forecast(history, points);
        return points;
    }

    /// <summary>Means over the series of a kind.</summary>
    private sealed record Kind(string Name, double Combination, double[] Naive, double Covered)
    {
        /// <summary>Over the best of the last value and the shorter season.</summary>
        public double ToShort => Combination / Naive.Take(2).Min();

        /// <summary>Over the best of all naive methods.</summary>
        public double ToBest => Combination / Naive.Min();
    }
}
