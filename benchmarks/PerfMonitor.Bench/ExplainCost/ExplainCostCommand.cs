using System.Diagnostics;
using System.Globalization;
using PerfMonitor.Analysis.Explanation;

namespace PerfMonitor.Bench.ExplainCost;

/// <summary>What it costs to find the series that moved with one, beside the least any search must do: one correlation of each.</summary>
internal static class ExplainCostCommand
{
    private const int Rounds = 5;

    // Longer, and a person begins to wait.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    public static int Run(int series, int points)
    {
        var random = new Random(1);
        var target = Walk(random, points, step: 8);
        double[][] candidates = [.. Enumerable.Range(0, series).Select(i => Walk(random, points, step: i % 5 == 0 ? 8 : 0))];

        // Once to compile.
        var found = CoMovement.Rank(target, candidates, most: 10);
        var plain = Fastest(() => candidates.Max(candidate => MathNet.Numerics.Statistics.Correlation.Pearson(target, candidate)));
        var ranked = Fastest(() => CoMovement.Rank(target, candidates, most: 10).Compared);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{series} series x {points} points, {series / 5} of them with a step at the same moment"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ranked with lead, lag and chance   {ranked.TotalMilliseconds,8:0.0} ms  ({found.Movers.Count} named, strongest {found.Movers[0].Strength:0.00})"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  one plain correlation of each      {plain.TotalMilliseconds,8:0.0} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio                              {ranked / plain,8:0.0}"));
        return ranked <= Bound ? 0 : 1;
    }

    private static TimeSpan Fastest<T>(Func<T> run)
    {
        var fastest = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            run();
            var took = Stopwatch.GetElapsedTime(started);
            fastest = took < fastest ? took : fastest;
        }

        return fastest;
    }

    private static double[] Walk(Random random, int points, double step)
    {
        var values = new double[points];
        for (var i = 0; i < points; i++)
        {
            values[i] = random.NextDouble() - 0.5 + (i >= points * 3 / 4 ? step * 0.25 : 0);
        }

        return values;
    }
}
