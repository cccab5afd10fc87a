using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Bench.Detection.Robustness;

/// <summary>
/// Scores the default ensemble by the Numenta benchmark's rule where nobody has fitted it: on copies of the benchmark's series
/// that a detector should not care about, on the cloud-monitoring set, and on made-up series of the usual kinds with the usual
/// anomalies. Constants are chosen by the mean of the three, never by one set as it is.
/// </summary>
internal static class RobustnessCommand
{
    public static int Run(string nab, string cloud)
    {
        var sets = RobustnessSets.Read(nab, cloud);
        Console.WriteLine($"{"",-38} {"score",6} {"others'",8} {"found",9} {"false",6} {"from",6}");
        double[] copies = [.. sets.Nab.Select(static set => Line(set))];
        double[] clouds = [.. sets.Cloud.Select(static set => Line(set))];
        double[] madeUp = [.. sets.MadeUp.Select(static (set, i) => Line(set, isDetailed: i == 0))];

        Console.WriteLine($"mean (least): nab {copies.Average():0.0} ({copies.Min():0.0}), cloud {clouds.Average():0.0} ({clouds.Min():0.0}), made up {madeUp.Average():0.0} ({madeUp.Min():0.0}), " +
            $"of the three {(copies.Average() + clouds.Average() + madeUp.Average()) / 3:0.0}");
        return 0;
    }

    /// <summary>Scores a set and prints it; the mean of its score at the threshold best for all and at those of other categories.</summary>
    private static double Line(RobustnessSet set, bool isDetailed = false)
    {
        var all = new NabScore();
        var kinds = new SortedDictionary<string, NabScore>(StringComparer.Ordinal);
        foreach (var series in set.Series)
        {
            double[] scores = RobustnessSet.Scores(series, DetectionSettings.Default);
            all.Add(series, scores);
            if (!isDetailed) continue;
            foreach (string kind in series.Name.Split(": "))
            {
                if (!kinds.TryGetValue(kind, out var score)) kinds[kind] = score = new NabScore();
                score.Add(series, scores);
            }
        }

        var best = all.Best();
        double heldOut = all.HeldOut();
        Console.WriteLine($"{set.Name,-38} {best.Score,6:0.0} {heldOut,8:0.0} {best.Found,5}/{best.Windows,3} {best.FalseAlerts,6} {best.Threshold,6:0.000}");
        foreach (var (kind, score) in kinds)
        {
            var at = score.At(best.Threshold, static _ => true);
            Console.WriteLine($"  {kind,-36} {(at.Windows == 0 ? "" : $"{at.Score:0.0}"),6} {"",8} {at.Found,5}/{at.Windows,3} {at.FalseAlerts,6}");
        }

        return (best.Score + heldOut) / 2;
    }
}
