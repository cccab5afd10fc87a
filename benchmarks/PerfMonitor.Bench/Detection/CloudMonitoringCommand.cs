using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Bench.Detection;

/// <summary>
/// Runs the default ensemble over Microsoft's cloud-monitoring set and says how right its alerts are, level by level: of the
/// alerts, how many a person had labelled; of the labelled episodes, how many were alerted and how late; and the share of
/// samples whose verdict and label agree. Then how often alerts were right by their confidence.
/// </summary>
internal static class CloudMonitoringCommand
{
    private const int Tolerance = LabelledSets.Tolerance;

    public static int Run(string folder)
    {
        var tallies = Enum.GetValues<AnomalyLevel>().Where(static level => level != AnomalyLevel.None).ToDictionary(static level => level, static _ => new Tally());
        var precision = new PrecisionTable();
        foreach (string file in Directory.EnumerateFiles(folder, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var series = LabelledSeries.Read(file);
            Verdict[] verdicts = Judge(series);
            bool[] labels = [.. series.Rows.Select(static row => row.IsAnomaly)];
            foreach (var (level, tally) in tallies) tally.Add(labels, verdicts, level);
            for (int i = 0; i < verdicts.Length; i++)
            {
                if (verdicts[i].IsNews) precision.Add(verdicts[i].Probability, IsNear(labels, i));
            }
        }

        foreach (var (level, tally) in tallies) Console.WriteLine($"{level,-8} {tally}");
        precision.Print();
        return 0;
    }

    private static bool IsNear(bool[] labels, int i) => labels.AsSpan(Math.Max(0, i - Tolerance)..Math.Min(labels.Length, i + Tolerance + 1)).Contains(true);

    private static Verdict[] Judge(LabelledSeries series)
    {
        var detector = new SeriesDetector(DetectionSettings.Default);
        return [.. series.Rows.Select(row => detector.Observe(row.Sample.TimestampMs, row.Sample.Value))];
    }

    /// <summary>The counts of one level over all files.</summary>
    private sealed class Tally
    {
        private readonly List<int> _delays = [];
        private int _alerts, _falseAlerts, _episodes, _samples, _agreeing;

        public void Add(bool[] labels, Verdict[] verdicts, AnomalyLevel level)
        {
            bool[] alerts = [.. verdicts.Select(verdict => verdict.IsNews && verdict.Level >= level)];
            for (int i = 0; i < alerts.Length; i++)
            {
                _samples++;
                if (verdicts[i].Level >= level == labels[i]) _agreeing++;
                if (!alerts[i]) continue;
                _alerts++;
                if (!IsNear(labels, i)) _falseAlerts++;
            }

            foreach (var (first, last) in Episodes(labels)) Catch(alerts, first, last);
        }

        public override string ToString() =>
            $"alerts {_alerts}, false {_falseAlerts} ({100.0 * _falseAlerts / Math.Max(1, _alerts):0.0} %); " +
            $"episodes {_episodes}, alerted {_delays.Count} ({100.0 * _delays.Count / Math.Max(1, _episodes):0.0} %), " +
            $"delay {(_delays.Count == 0 ? double.NaN : _delays.Average()):0.0} samples; accuracy {100.0 * _agreeing / Math.Max(1, _samples):0.00} %";

        private void Catch(bool[] alerts, int first, int last)
        {
            _episodes++;
            int from = Math.Max(0, first - Tolerance);
            int at = Array.IndexOf(alerts, true, from, Math.Min(alerts.Length, last + Tolerance + 1) - from);
            if (at >= 0) _delays.Add(Math.Max(0, at - first));
        }

        private static IEnumerable<(int First, int Last)> Episodes(bool[] labels)
        {
            int first = -1, last = -1;
            for (int i = 0; i < labels.Length; i++)
            {
                if (!labels[i]) continue;
                if (first >= 0 && i - last > LabelledSets.EpisodeGap)
                {
                    yield return (first, last);
                    first = -1;
                }

                if (first < 0) first = i;
                last = i;
            }

            if (first >= 0) yield return (first, last);
        }
    }
}
