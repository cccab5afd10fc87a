using System.Diagnostics;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Combining;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Forecasting.Methods;
using PerfMonitor.Analysis.Forecasting.Scoring;

namespace PerfMonitor.Bench.Forecasts;

/// <summary>
/// Holds the combination and each of its methods against seasonal naive on real series, made hourly: 48 steps from rolling
/// origins, each forecast from at most 960 values before it, which is the shape of the M4 Hourly set.
/// </summary>
internal static class BackTestCommand
{
    private const string Naive = "seasonal naive";

    private const int Horizon = 48, Season = 24, LeastHistory = 240, MostHistory = 960, MostOrigins = 12;

    public static int Run(string folder)
    {
        var methods = Methods();
        var scores = new SortedDictionary<string, List<Score>>(StringComparer.Ordinal);
        long ticks = 0;
        int runs = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var series = TimedFile.ReadHourly(file);
            foreach (int origin in Origins(series.Values.Count))
            {
                double[] history = [.. series.Values.Take(origin).Skip(Math.Max(0, origin - MostHistory))];
                double[] actual = [.. series.Values.Skip(origin).Take(Horizon)];
                foreach (var (name, pool) in methods)
                {
                    long started = Stopwatch.GetTimestamp();
                    var outcome = Forecaster.Run(new RegularSeries(0, series.StepMs, history), new ForecastSettings(Horizon) { Season = Season }, pool);
                    if (name == "combination") (ticks, runs) = (ticks + Stopwatch.GetTimestamp() - started, runs + 1);
                    if (outcome is not Forecast forecast) continue;
                    if (name == Naive) forecast = forecast with { Points = LastDay(history) };
                    if (Score.Of(history, Season, actual, forecast) is not { } score) continue;
                    string group = Path.GetFileName(Path.GetDirectoryName(file))!;
                    foreach (string set in (string[])[group, history.Any(value => value == 0) ? "= all with zeros" : "= all without zeros"])
                    {
                        string key = $"{set,-26} {name}";
                        if (!scores.TryGetValue(key, out var list)) scores[key] = list = [];
                        list.Add(score);
                    }
                }
            }
        }

        Console.WriteLine($"{"set",-26} {"method",-24} {"n",4} {"sMAPE",8} {"MASE",8} {"covered",8} {"MSIS",8}");
        foreach (var (key, list) in scores)
        {
            Console.WriteLine(
                $"{key,-51} {list.Count,4} {list.Average(s => s.Percentage),8:F2} {list.Average(s => s.Scaled),8:F3} {list.Average(s => s.Covered),8:P1} {list.Average(s => s.Interval),8:F1}");
        }

        Console.WriteLine($"{runs} forecasts by the combination, {1000.0 * ticks / Stopwatch.Frequency / Math.Max(1, runs):F0} ms each");
        return 0;
    }

    /// <summary>The last day again, whatever else is known of the series; a gap takes the value of the day before.</summary>
    private static double[] LastDay(double[] history)
    {
        var points = new double[Horizon];
        for (int i = 0; i < Horizon; i++)
        {
            int at = history.Length - Season + (i % Season);
            while (at >= Season && !double.IsFinite(history[at])) at -= Season;
            points[i] = history[at];
        }

        return points;
    }

    /// <summary>The end of the series less a horizon, and up to eleven more before it, evenly spread but at other hours of the day.</summary>
    private static IEnumerable<int> Origins(int length)
    {
        int last = length - Horizon;
        int stride = Math.Max(31, (last - LeastHistory) / MostOrigins);
        if (stride % Season == 0) stride++;
        for (int i = 0, origin = last; i < MostOrigins && origin >= LeastHistory; i++, origin -= stride) yield return origin;
    }

    private static Dictionary<string, Func<IReadOnlyList<int>, bool, IReadOnlyList<IForecastMethod>>> Methods() => new()
    {
        ["combination"] = MethodPool.For,
        [Naive] = (_, _) => [new SeasonalNaive(Season)],
        ["exponential smoothing"] = (seasons, logarithms) => [Scale(new ExponentialSmoothing(seasons), logarithms)],
        ["theta"] = (seasons, logarithms) => [Scale(new Theta(seasons), logarithms)],
        ["autoregression"] = (seasons, logarithms) => [Scale(new SeasonalAutoregression(seasons), logarithms)],
    };

    private static IForecastMethod Scale(IForecastMethod method, bool logarithms) => logarithms ? new LogScale(method) : method;

    private sealed record Score(double Percentage, double Scaled, double Covered, double Interval)
    {
        /// <summary>Null where the scale is 0: a history without change from day to day.</summary>
        public static Score? Of(double[] history, int season, double[] actual, Forecast forecast)
        {
            double[] points = [.. forecast.Points], lower = [.. forecast.Lower], upper = [.. forecast.Upper];
            double scaled = ForecastErrors.Scaled(history, season, actual, points);
            return double.IsFinite(scaled)
                ? new Score(
                    ForecastErrors.SymmetricPercentage(actual, points),
                    scaled,
                    ForecastErrors.Coverage(actual, lower, upper),
                    ForecastErrors.ScaledInterval(history, season, actual, lower, upper, forecast.Level))
                : null;
        }
    }
}
