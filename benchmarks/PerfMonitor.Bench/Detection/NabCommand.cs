using System.Globalization;
using PerfMonitor.Analysis.Detection;
using PerfMonitor.Bench.Csv;
using PerfMonitor.Bench.Detection.Robustness;

namespace PerfMonitor.Bench.Detection;

/// <summary>
/// Runs the default ensemble over every CSV of the Numenta Anomaly Benchmark, row by row, and writes its scores as the benchmark's
/// scorer reads them: the probability where a verdict is news, else 0. Every row has a score, whatever it holds. Where
/// labels/combined_windows.json is there, prints how often alerts lay in a labelled window, by their confidence.
/// </summary>
internal static class NabCommand
{
    public static int Run(string nab, string output)
    {
        string data = Path.Combine(nab, "data");
        if (!Directory.Exists(data))
        {
            Console.Error.WriteLine($"There is no folder {data}: the benchmark has its series there, in a folder for each category.");
            return 1;
        }

        var windows = NabWindows.Read(nab);
        var precision = new PrecisionTable();
        int unread = 0;
        foreach (string file in Directory.EnumerateFiles(data, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(data, file);
            try
            {
                var (alerts, rows) = Score(file, Path.Combine(output, name));
                if (windows.TryGetValue(name, out var labelled)) Count(alerts, rows, labelled, precision);
            }
            catch (InvalidDataException broken)
            {
                Console.Error.WriteLine(broken.Message);
                unread++;
            }
        }

        if (windows.Count > 0) precision.Print();
        return unread == 0 ? 0 : 1;
    }

    /// <summary>Writes a score for every row; the rows that alert, and how many there are.</summary>
    private static (List<(int Row, long AtMs, double Score)> Alerts, int Rows) Score(string file, string target)
    {
        var detector = new SeriesDetector(DetectionSettings.Default);
        var alerts = new List<(int, long, double)>();
        var problems = new RowProblems(file);
        int rows = 0;
        var read = TimedRow.Read(file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var writer = new StreamWriter(target);
        writer.Write("timestamp,value,anomaly_score\n");
        foreach (var row in read)
        {
            problems.Add(row);
            double score = 0;
            if (row.Sample is { } sample && detector.Observe(sample.TimestampMs, sample.Value) is { IsNews: true } verdict)
            {
                score = verdict.Probability;
                if (score > 0) alerts.Add((rows, sample.TimestampMs, score));
            }

            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{CsvCells.Written(row.Time)},{row.Sample?.Value ?? double.NaN},{score:R}\n"));
            rows++;
        }

        problems.Tell();
        return (alerts, rows);
    }

    private static void Count(IEnumerable<(int Row, long AtMs, double Score)> alerts, int rows, IReadOnlyList<WindowedSeries.Window> windows, PrecisionTable precision)
    {
        foreach (var (row, at, score) in alerts)
        {
            if (row >= NabScore.Probation(rows)) precision.Add(score, windows.Any(window => window.Holds(at)));
        }
    }
}
