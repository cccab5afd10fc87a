using PerfMonitor.Analysis.Detection;
using PerfMonitor.Bench.Detection.Robustness;

namespace PerfMonitor.Bench.Detection.Calibration;

/// <summary>
/// Says what a probability of the ensemble is worth: on made-up series, where it is known what is wrong, with behaviours and seeds
/// that nothing was chosen by; and on the labelled sets, by the curve as it is and by one fitted on everything else alone.
/// </summary>
internal static class CalibrationCommand
{
    // The robustness bench has the first ones.
    private const int FirstSeed = 101;
    private const int Seeds = 5;

    // News less probable than this is no alert anybody would see, and there is a lot of it.
    private const double LeastProbability = 0.05;

    public static int Run(string nab, string cloud)
    {
        (string Name, IReadOnlyList<Alert> Alerts)[] sets =
        [
            ("made up, behaviours of the robustness bench", MadeUp(MadeUpBehaviour.All)),
            ("made up, other behaviours", MadeUp(MadeUpBehaviour.Others)),
            ("nab", [.. LabelledSets.Nab(nab).SelectMany(Alerts)]),
            ("cloud monitoring", [.. LabelledSets.CloudToTheSample(cloud).SelectMany(Alerts)]),
        ];
        foreach (var (name, alerts) in sets) ReliabilityTable.Print(name, alerts);
        foreach (var behaviour in (MadeUpBehaviour[])[.. MadeUpBehaviour.All, .. MadeUpBehaviour.Others]) ReliabilityTable.PrintFrom(AnomalyLevels.Warning, behaviour.Name, MadeUp([behaviour]));
        foreach (var (name, alerts) in sets)
        {
            var curve = Recalibration.Fit([.. sets.Where(other => other.Name != name).SelectMany(static other => other.Alerts)]);
            ReliabilityTable.Print($"{name}, by the others' curve", [.. alerts.Select(alert => alert with { Probability = curve.Of(alert.Probability) })]);
        }

        foreach (var (name, alerts) in sets)
        {
            var own = Recalibration.Fit(alerts);
            Console.WriteLine($"{name,-46} best curve of its own: log odds {own.Offset:+0.00;-0.00} {own.Slope:+0.00} x");
        }

        return 0;
    }

    /// <summary>The alerts on series of some behaviours, five of each with each anomaly.</summary>
    public static IReadOnlyList<Alert> MadeUp(IReadOnlyList<MadeUpBehaviour> behaviours) =>
        [.. Enumerable.Range(FirstSeed, Seeds).SelectMany(seed => MadeUpSet.Of(behaviours, seed)).SelectMany(Alerts)];

    /// <summary>The news of a series after the rows that do not count.</summary>
    private static IEnumerable<Alert> Alerts(WindowedSeries series)
    {
        var detector = new SeriesDetector(DetectionSettings.Default);
        int probation = NabScore.Probation(series.Samples.Length);
        for (int i = 0; i < series.Samples.Length; i++)
        {
            var verdict = detector.Observe(series.Samples[i].TimestampMs, series.Samples[i].Value);
            if (i >= probation && verdict.IsNews && verdict.Probability >= LeastProbability) yield return new Alert(verdict.Probability, series.IsAnomalous(verdict.TimestampMs));
        }
    }
}
