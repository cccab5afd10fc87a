using System.Globalization;
using System.Text;
using System.Text.Json;
using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Bench.Detection;

/// <summary>
/// Runs the default ensemble over every CSV of the Numenta Anomaly Benchmark, sample by sample, and writes its scores as the
/// benchmark's scorer reads them: the probability where a verdict is news, else 0. Where labels/combined_windows.json is there,
/// prints how often alerts lay in a labelled window, by their confidence.
/// </summary>
internal static class NabCommand
{
    public static int Run(string nab, string output)
    {
        string data = Path.Combine(nab, "data");
        var windows = Windows(Path.Combine(nab, "labels", "combined_windows.json"));
        var precision = new PrecisionTable();
        foreach (string file in Directory.EnumerateFiles(data, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(data, file);
            string target = Path.Combine(output, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var series = LabelledSeries.Read(file);
            double[] scores = Scores(series);
            File.WriteAllText(target, Text(series, scores));

            if (!windows.TryGetValue(name, out string[][]? labelled)) continue;
            var spans = labelled.Select(static window => (From: LabelledSeries.Milliseconds(window[0]), To: LabelledSeries.Milliseconds(window[1]))).ToArray();
            for (int i = Probation(scores.Length); i < scores.Length; i++)
            {
                long at = series.Rows[i].Sample.TimestampMs;
                if (scores[i] > 0) precision.Add(scores[i], spans.Any(span => span.From <= at && at <= span.To));
            }
        }

        if (windows.Count > 0) precision.Print();
        return 0;
    }

    private static Dictionary<string, string[][]> Windows(string labels) =>
        File.Exists(labels) ? JsonSerializer.Deserialize<Dictionary<string, string[][]>>(File.ReadAllText(labels))! : [];

    private static double[] Scores(LabelledSeries series)
    {
        var detector = new SeriesDetector(DetectionSettings.Default);
        return
        [
            .. series.Rows
                .Select(row => detector.Observe(row.Sample.TimestampMs, row.Sample.Value))
                .Select(static verdict => verdict.IsNews ? verdict.Probability : 0),
        ];
    }

    private static string Text(LabelledSeries series, double[] scores)
    {
        var text = new StringBuilder("timestamp,value,anomaly_score\n");
        foreach (var (row, score) in series.Rows.Zip(scores)) text.Append(CultureInfo.InvariantCulture, $"{row.Time},{row.Sample.Value},{score:R}\n");
        return text.ToString();
    }

    /// <summary>The rows at the start of a file that the benchmark does not count.</summary>
    private static int Probation(int rows) => (int)Math.Min(0.15 * rows, 750);
}
