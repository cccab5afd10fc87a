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

    public static IReadOnlyList<MadeUpBehaviour> All { get; } =
    [
        new("constant", 5 * MinuteMs, 1, 288, static (_, place, loud) => Math.Round(40 + (MadeUpNoise.At(place) < 0.02 * loud ? loud : 0))),
        new("noisy", 5 * MinuteMs, 5, 288, static (_, place, loud) => 50 + 5 * loud * MadeUpNoise.Normal(place)),
        new("daily", 5 * MinuteMs, 5, 288, static (at, place, loud) => 100 + 30 * Math.Sin(Turn * at / 288) + 5 * loud * MadeUpNoise.Normal(place)),
        new("weekly", 15 * MinuteMs, 6, 96, static (at, place, loud) => 60 + Weekday(at / 96) * 40 * Math.Max(0, Math.Sin(Turn * at / 96)) + 6 * loud * MadeUpNoise.Normal(place)),
        new("requests", 10 * MinuteMs, 6, 144, static (at, place, loud) => Counted(20 * (1.2 + Math.Sin(Turn * at / 144)), place, loud)),
        new("filling", 5 * MinuteMs, 4, 288, static (at, place, loud) => 20 + 0.5 * (at % 97) + 4 * loud * MadeUpNoise.Normal(place)),
        new("bursty", 5 * MinuteMs, 20, 288, static (_, place, loud) => Burst(place, loud)),
        new("hourly jobs", MinuteMs, 3, 1440, static (at, place, loud) => 15 + (at % 60 < 4 ? 30 : 0) + 3 * loud * MadeUpNoise.Normal(place)),
        new("wandering", 5 * MinuteMs, 3, 288, static (_, place, loud) => 60 + Wandering(place) + 0.5 * loud * MadeUpNoise.Normal(place)),
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
}
