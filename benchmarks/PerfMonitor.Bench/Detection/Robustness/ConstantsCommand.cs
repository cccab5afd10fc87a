using PerfMonitor.Analysis.Detection;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Detection.Robustness;

/// <summary>
/// Halves and doubles each of the constants that no formula gives: the scores on the sets of <see cref="RobustnessCommand"/>, how
/// many warnings and criticals on the labelled sets are false, and how often samples are called overdue.
/// </summary>
internal static class ConstantsCommand
{
    public static int Run(string nab, string cloud)
    {
        var sets = RobustnessSets.Read(nab, cloud);
        var beside = LabelledSets.CloudToTheSample(cloud);
        Console.WriteLine("each score is the mean of those by the best threshold and by that of the other categories; alerts are false/all at warning, critical");
        Console.WriteLine($"{"",-36} {"nab",6} {"others'",8} {"copies",7} {"cloud",6} {"made up",8} {"mean",6}   {"nab: false",15} {"cloud: false",15} {"overdue",8} {"with gaps",10}");
        foreach (var change in ConstantChange.All) Line(change, sets, beside);
        return 0;
    }

    private static void Line(ConstantChange change, RobustnessSets sets, IReadOnlyList<WindowedSeries> beside)
    {
        var settings = new DetectionSettings { Constants = change.Constants };
        var (plain, scores) = Score(sets.Nab[0], settings);
        var (plainCloud, cloudScores) = Score(sets.Cloud[0], settings);
        double copies = sets.Nab.Skip(1).Select(set => Mean(Score(set, settings).Score)).Prepend(Mean(plain)).Average();
        double cloud = sets.Cloud.Skip(1).Select(set => Mean(Score(set, settings).Score)).Prepend(Mean(plainCloud)).Average();
        double madeUp = sets.MadeUp.Average(set => Mean(Score(set, settings).Score));
        var gaps = sets.Nab.Single(static set => set.Name.EndsWith("missing", StringComparison.Ordinal));
        Console.WriteLine(
            $"{change.Name,-36} {plain.Best().Score,6:0.0} {plain.HeldOut(),8:0.0} {copies,7:0.0} {cloud,6:0.0} {madeUp,8:0.0} {(copies + cloud + madeUp) / 3,6:0.0}   " +
            $"{False(sets.Nab[0].Series, scores, NabScore.Probation),15} {False(beside, cloudScores, static _ => 0),15} {Overdue(sets.Nab[0].Series, settings),8} {Overdue(gaps.Series, settings),10}");
    }

    private static (NabScore Score, double[][] Scores) Score(RobustnessSet set, DetectionSettings settings)
    {
        var score = new NabScore();
        double[][] scores = [.. set.Series.Select(series => RobustnessSet.Scores(series, settings))];
        foreach (var (series, own) in set.Series.Zip(scores)) score.Add(series, own);
        return (score, scores);
    }

    private static double Mean(NabScore score) => (score.Best().Score + score.HeldOut()) / 2;

    /// <summary>False and all alerts of warnings and of criticals, from the first row of a series that counts.</summary>
    private static string False(IReadOnlyList<WindowedSeries> set, double[][] scores, Func<int, int> firstRow)
    {
        return $"{At(AnomalyLevels.Warning)}, {At(AnomalyLevels.Critical)}";

        string At(double least)
        {
            bool[] areRight =
            [
                .. set.Zip(scores).SelectMany(one => Enumerable.Range(firstRow(one.Second.Length), one.Second.Length - firstRow(one.Second.Length))
                    .Where(row => one.Second[row] >= least)
                    .Select(row => one.First.IsAnomalous(one.First.Samples[row].TimestampMs))),
            ];
            return $"{areRight.Count(static isRight => !isRight)}/{areRight.Length}";
        }
    }

    /// <summary>How often, just before a sample comes, it is said that samples stay away.</summary>
    private static int Overdue(IReadOnlyList<WindowedSeries> set, DetectionSettings settings) => set.Sum(series =>
    {
        var detector = new SeriesDetector(settings);
        int said = 0;
        foreach (Sample sample in series.Samples)
        {
            if (detector.Overdue(sample.TimestampMs - 1) is not null) said++;
            detector.Observe(sample.TimestampMs, sample.Value);
        }

        return said;
    });
}
