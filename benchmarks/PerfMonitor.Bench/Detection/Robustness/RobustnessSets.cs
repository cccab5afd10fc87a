using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Bench.Detection.Robustness;

/// <summary>Series to be judged together, by one threshold.</summary>
internal sealed record RobustnessSet(string Name, IReadOnlyList<WindowedSeries> Series)
{
    /// <summary>The score of each sample of a series, 0 where the verdict is no news.</summary>
    public static double[] Scores(WindowedSeries series, DetectionSettings settings)
    {
        var detector = new SeriesDetector(settings);
        return
        [
            .. series.Samples
                .Select(sample => detector.Observe(sample.TimestampMs, sample.Value))
                .Select(static verdict => verdict.IsNews ? verdict.Probability : 0),
        ];
    }
}

/// <summary>Where nobody has fitted the ensemble: copies of the labelled sets, and made-up series.</summary>
/// <param name="Nab">The Numenta benchmark as it is, then its copies.</param>
/// <param name="Cloud">The cloud-monitoring set as it is, then some of its copies, with windows around its labels.</param>
/// <param name="MadeUp">The made-up series of each seed.</param>
internal sealed record RobustnessSets(IReadOnlyList<RobustnessSet> Nab, IReadOnlyList<RobustnessSet> Cloud, IReadOnlyList<RobustnessSet> MadeUp)
{
    private const int Seeds = 3;

    // The cloud-monitoring set has long series; these copies are those that matter most.
    private static readonly string[] CloudCopies = ["as it is", "every second value", "every third value", "begins 10 % later"];

    public static RobustnessSets Read(string nab, string cloud)
    {
        var (labelled, monitored) = (LabelledSets.Nab(nab), LabelledSets.CloudInWindows(cloud));
        return new RobustnessSets(
            [.. SeriesCopy.All.Select(copy => Copied("nab", copy, labelled))],
            [.. SeriesCopy.All.Where(static copy => CloudCopies.Contains(copy.Name)).Select(copy => Copied("cloud", copy, monitored))],
            [.. Enumerable.Range(1, Seeds).Select(static seed => new RobustnessSet($"made up, seed {seed}", MadeUpSet.Of(MadeUpBehaviour.All, seed)))]);
    }

    private static RobustnessSet Copied(string set, SeriesCopy copy, IReadOnlyList<WindowedSeries> series) =>
        new($"{set}, {copy.Name}", [.. series.Select(one => one with { Samples = copy.Change(one.Samples) })]);
}
