namespace PerfMonitor.Bench.Detection.Robustness;

/// <summary>What a series is like while nothing is wrong with it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="StepMs">Distance of its samples.</param>
/// <param name="Unit">How far it strays from what is usual; anomalies are made in it.</param>
/// <param name="Day">Samples that make a day.</param>
/// <param name="Value">The value at a place, by the place its rhythm is at, the place its chance is drawn at, and how loud its noise is.</param>
internal sealed record MadeUpBehaviour(string Name, long StepMs, double Unit, int Day, Func<double, int, double, double> Value)
{
    private const long MinuteMs = 60_000;

    /// <summary>Whether a person would notice that its day begins at another hour.</summary>
    public bool HasRhythm { get; init; }

    /// <summary>Whether it often repeats a value, so that a flat line is nothing new.</summary>
    public bool StandsStill { get; init; }

    /// <summary>Whether it can hardly fall.</summary>
    public bool LiesAtItsLeast { get; init; }

    /// <summary>Whether a person would notice that its noise gets louder.</summary>
    public bool HasNoise { get; init; } = true;

    public static IReadOnlyList<MadeUpBehaviour> All { get; } =
    [
        new("constant", 5 * MinuteMs, 1, 288, static (_, place, loud) => Math.Round(40 + (MadeUpNoise.At(place) < 0.02 * loud ? loud : 0))) { StandsStill = true },
        new("noisy", 5 * MinuteMs, 5, 288, static (_, place, loud) => 50 + 5 * loud * MadeUpNoise.Normal(place)),
        new("daily", 5 * MinuteMs, 5, 288, static (at, place, loud) => 100 + 30 * Math.Sin(Turn * at / 288) + 5 * loud * MadeUpNoise.Normal(place)) { HasRhythm = true },
        new("weekly", 15 * MinuteMs, 6, 96, static (at, place, loud) => 60 + Weekday(at / 96) * 40 * Math.Max(0, Math.Sin(Turn * at / 96)) + 6 * loud * MadeUpNoise.Normal(place)) { HasRhythm = true },
        new("requests", 10 * MinuteMs, 6, 144, static (at, place, loud) => Counted(20 * (1.2 + Math.Sin(Turn * at / 144)), place, loud)) { HasRhythm = true },
        new("filling", 5 * MinuteMs, 4, 288, static (at, place, loud) => 20 + 0.5 * (at % 97) + 4 * loud * MadeUpNoise.Normal(place)),
        new("bursty", 5 * MinuteMs, 20, 288, static (_, place, loud) => Burst(place, loud)) { LiesAtItsLeast = true },
        new("hourly jobs", MinuteMs, 3, 1440, static (at, place, loud) => 15 + (at % 60 < 4 ? 30 : 0) + 3 * loud * MadeUpNoise.Normal(place)),
        new("wandering", 5 * MinuteMs, 3, 288, static (_, place, loud) => 60 + Wandering(place) + 0.5 * loud * MadeUpNoise.Normal(place)) { HasNoise = false },
    ];

    /// <summary>Behaviours that nothing was chosen by: what a probability is worth on them is measured, no more.</summary>
    public static IReadOnlyList<MadeUpBehaviour> Others { get; } =
    [
        new("alike neighbours", 5 * MinuteMs, 4, 288, static (_, place, loud) => 50 + 4 * loud * Alike(place)),
        new("heavy tails", 5 * MinuteMs, 5, 288, static (_, place, loud) => 30 + 3 * loud * MadeUpNoise.Normal(place) / Math.Sqrt(0.05 + MadeUpNoise.At(place + 55_555))),
        new("mentions", 5 * MinuteMs, 8, 288, static (at, place, loud) => Math.Round(Counted(8 * (1.1 + Math.Sin(Turn * at / 288)), place, loud) + Burst(place, loud) / 2)) { LiesAtItsLeast = true },
        new("shifts", 15 * MinuteMs, 5, 96, static (at, place, loud) => (at % 96 is >= 32 and < 64 ? 80 : 20) + 4 * loud * MadeUpNoise.Normal(place)) { HasRhythm = true },
        new("growing", 5 * MinuteMs, 3, 288, static (at, place, loud) => 20 + 0.01 * at + 10 * Math.Sin(Turn * at / 288) + 3 * loud * MadeUpNoise.Normal(place)) { HasRhythm = true },
        new("half degrees", 10 * MinuteMs, 0.5, 144, static (at, place, loud) => Math.Round(2 * (20 + 3 * Math.Sin(Turn * at / 144) + 0.4 * loud * MadeUpNoise.Normal(place))) / 2) { StandsStill = true, HasRhythm = true },
        new("waiting times", MinuteMs, 8, 1440, static (at, place, loud) => Math.Exp(3 + 0.3 * Math.Sin(Turn * at / 1440) + 0.3 * loud * MadeUpNoise.Normal(place))) { LiesAtItsLeast = true },
        new("mostly zero", 5 * MinuteMs, 1, 288, static (_, place, loud) => MadeUpNoise.At(place) < 0.05 * loud ? Math.Ceiling(3 * MadeUpNoise.At(place + 33_333)) : 0) { StandsStill = true, LiesAtItsLeast = true },
        new("two nodes", 5 * MinuteMs, 4, 288, static (_, place, loud) => (MadeUpNoise.At((place / 61) + 4_242) < 0.5 ? 30 : 55) + 4 * loud * MadeUpNoise.Normal(place)),
    ];

    private const double Turn = 2 * Math.PI;

    private static double Weekday(double day) => day % 7 < 5 ? 1 : 0.25;

    /// <summary>A count of events that come by chance: its deviation is the root of its mean.</summary>
    private static double Counted(double mean, int place, double loud) =>
        Math.Max(0, Math.Round(mean + loud * Math.Sqrt(mean) * MadeUpNoise.Normal(place)));

    /// <summary>Little most of the time, and now and then a burst of some samples, of very different heights.</summary>
    private static double Burst(int place, double loud)
    {
        double height = 0;
        for (int since = 0; since < 4; since++)
        {
            double chance = MadeUpNoise.At(place - since + 77_777);
            if (chance < 0.01 && MadeUpNoise.At(place - since + 99_999) * 4 >= since) height = 20 * loud * -Math.Log(Math.Max(chance, 1e-4) * 100 * 0.95 + 0.02);
        }

        return 2 - 1.5 * Math.Log(1 - 0.999 * MadeUpNoise.At(place)) + height;
    }

    /// <summary>A mean of what came by chance within some hours: its level is never the same for long.</summary>
    private static double Wandering(int place)
    {
        double sum = 0;
        for (int back = 0; back < 96; back++) sum += (1 - back / 96.0) * MadeUpNoise.Normal(place - back);
        return 0.55 * sum;
    }

    /// <summary>Noise of which neighbours are alike with a correlation of 0.9, and with deviation 1.</summary>
    private static double Alike(int place)
    {
        double sum = 0, weight = Math.Sqrt(1 - 0.81);
        for (int back = 0; back < 60; back++, weight *= 0.9) sum += weight * MadeUpNoise.Normal(place - back);
        return sum;
    }
}
