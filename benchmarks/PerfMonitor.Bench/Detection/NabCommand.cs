using System.Globalization;
using System.Text;
using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Bench.Detection;

/// <summary>
/// Runs the default ensemble over every CSV of the Numenta Anomaly Benchmark, sample by sample, and writes its scores as the
/// benchmark's scorer reads them: the probability where a verdict is news, else 0.
/// </summary>
internal static class NabCommand
{
    public static int Run(string nab, string output)
    {
        string data = Path.Combine(nab, "data");
        foreach (string file in Directory.EnumerateFiles(data, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(data, file);
            string target = Path.Combine(output, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var (text, alerts) = Score(LabelledSeries.Read(file));
            File.WriteAllText(target, text);
            Console.WriteLine($"{name}: {alerts} warnings");
        }

        return 0;
    }

    private static (string Text, int Warnings) Score(LabelledSeries series)
    {
        var detector = new SeriesDetector(DetectionSettings.Default);
        var text = new StringBuilder("timestamp,value,anomaly_score\n");
        int warnings = 0;
        foreach (var row in series.Rows)
        {
            var verdict = detector.Observe(row.Sample.TimestampMs, row.Sample.Value);
            double score = verdict.IsNews ? verdict.Probability : 0;
            if (score >= AnomalyLevels.Warning) warnings++;
            text.Append(CultureInfo.InvariantCulture, $"{row.Time},{row.Sample.Value},{score:R}\n");
        }

        return (text.ToString(), warnings);
    }
}
