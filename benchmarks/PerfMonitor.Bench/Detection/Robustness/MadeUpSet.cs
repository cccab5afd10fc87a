using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Detection.Robustness;

/// <summary>Every behaviour with each anomaly that suits it, and undisturbed.</summary>
internal static class MadeUpSet
{
    // Monday, 2024-01-01 00:00 UTC.
    private const long Start = 1_704_067_200_000;
    private const int Length = 4_000;

    // Samples after an anomaly that still belong to it.
    private const int Aftermath = 100;

    /// <param name="behaviours">What series are like.</param>
    /// <param name="seed">Another one gives other noise and other moments.</param>
    public static IReadOnlyList<WindowedSeries> Of(IReadOnlyList<MadeUpBehaviour> behaviours, int seed) =>
    [
        .. behaviours.SelectMany(normal => MadeUpAnomaly.All
            .Where(anomaly => anomaly.Suits(normal))
            .Select(anomaly => Series(normal, anomaly, seed))
            .Append(Series(normal, null, seed))),
    ];

    private static WindowedSeries Series(MadeUpBehaviour normal, MadeUpAnomaly? anomaly, int seed)
    {
        string name = anomaly?.Name ?? "undisturbed";
        int chance = Scrambled(normal.Name, name, seed);
        int[] moments = anomaly is null ? [] : Moments(chance);
        var samples = new Sample[Length];
        int began = -1;
        for (int i = 0; i < Length; i++)
        {
            if (Array.IndexOf(moments, i) >= 0) began = i;
            var now = new MadeUpAnomaly.Moment(chance + i, i, began > 0 ? samples[began - 1].Value : double.NaN);
            bool isWrong = began >= 0 && i - began < anomaly!.Lasts;
            samples[i] = new Sample(Start + i * normal.StepMs, isWrong ? anomaly!.Value(normal, i - began, now) : normal.Value(i, chance + i, 1));
        }

        return new WindowedSeries(normal.Name, $"{normal.Name}: {name}", samples, [.. moments.Select(moment => Window(samples, moment, anomaly!.Lasts))]);
    }

    /// <summary>From the first wrong sample until a while after the last one, as going back to what is usual is news too.</summary>
    private static WindowedSeries.Window Window(Sample[] samples, int moment, int lasts) =>
        new(samples[moment].TimestampMs, samples[Math.Min(Length - 1, moment + lasts + Aftermath)].TimestampMs);

    /// <summary>One or two moments, apart from each other and after the rows that do not count.</summary>
    private static int[] Moments(int chance)
    {
        int first = (int)(Length * (0.25 + 0.2 * MadeUpNoise.At(chance + 1)));
        int second = (int)(Length * (0.65 + 0.2 * MadeUpNoise.At(chance + 2)));
        return MadeUpNoise.At(chance + 3) < 0.5 ? [first, second] : [second];
    }

    /// <summary>FNV-1a (Fowler, Noll and Vo) over the names, so that each series has noise of its own.</summary>
    private static int Scrambled(string behaviour, string anomaly, int seed)
    {
        uint hash = 2166136261;
        foreach (char letter in $"{behaviour}/{anomaly}/{seed}") hash = unchecked((hash ^ letter) * 16777619);
        return (int)(hash >> 4);
    }
}
