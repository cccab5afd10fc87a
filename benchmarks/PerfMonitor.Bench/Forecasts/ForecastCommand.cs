using System.Diagnostics;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Grids;

namespace PerfMonitor.Bench.Forecasts;

/// <summary>Forecasts every series of a folder of M4-style files and writes points and bounds beside each other.</summary>
internal static class ForecastCommand
{
    public static int Run(string folder, string output, ForecastOptions options)
    {
        string[] files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.csv", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Order(StringComparer.Ordinal)] : [];
        if (files.Length == 0)
        {
            Console.Error.WriteLine($"There is no folder {folder} with *.csv in it.");
            return 1;
        }

        Directory.CreateDirectory(output);
        foreach (string file in files) Forecast(file, output, options);
        return 0;
    }

    private static void Forecast(string file, string output, ForecastOptions options)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        var frequency = Frequency.Of(file);
        var settings = frequency.Settings(options);
        using var points = Open("forecast");
        using var lower = Open("lower");
        using var upper = Open("upper");

        long started = Stopwatch.GetTimestamp();
        int series = 0, refused = 0;
        var outcomes = CompetitionFile.Read(file).AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(row => (row.Id, Outcome: Outcome(row)));
        foreach (var (id, outcome) in outcomes)
        {
            series++;
            if (outcome is Forecast forecast)
            {
                points.WriteLine(CompetitionFile.Row(id, forecast.Points));
                lower.WriteLine(CompetitionFile.Row(id, forecast.Lower));
                upper.WriteLine(CompetitionFile.Row(id, forecast.Upper));
                continue;
            }

            refused++;
            Console.Error.WriteLine($"{name} {id}: {((ForecastRefused)outcome).Reason}");
            foreach (var writer in (TextWriter[])[points, lower, upper]) writer.WriteLine(CompetitionFile.Empty(id, settings.Horizon));
        }

        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"{name}: {series} series, {settings.Horizon} steps, {refused} refused, {seconds:F1} s ({1000 * seconds / Math.Max(1, series):F0} ms each)");

        ForecastOutcome Outcome(CompetitionSeries row) =>
            row.Problem is { } problem ? new ForecastRefused(problem) : Forecaster.Run(new RegularSeries(0, frequency.StepMs, row.Values), settings);

        StreamWriter Open(string kind)
        {
            var writer = new StreamWriter(Path.Combine(output, $"{name}.{kind}.csv"));
            writer.WriteLine(CompetitionFile.Header(settings.Horizon));
            return writer;
        }
    }
}
