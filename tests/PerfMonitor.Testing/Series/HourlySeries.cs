namespace PerfMonitor.Testing.Series;

/// <summary>Made-up hourly series as demand, load and errors behave; the same for the same seed.</summary>
public sealed class HourlySeries
{
    private const int Day = 24, Week = 7 * Day;

    private readonly Random _random;
    private readonly double[] _shape, _wander;
    private readonly double _weekend;
    private readonly int _start;

    private HourlySeries(int seed, int length)
    {
        _random = new Random(seed);
        _start = _random.Next(Week);
        _weekend = 0.4 + _random.NextDouble();
        double[] height = [.. Enumerable.Range(1, 6).Select(i => Gauss.Next(_random) / i)];
        _shape = [.. Enumerable.Range(0, Day).Select(hour => height.Select((h, i) => h * Math.Cos((2 * Math.PI * (1 + (i / 2)) * hour / Day) + (i % 2 * Math.PI / 2))).Sum())];
        _wander = new double[length];
        for (int i = 1; i < length; i++) _wander[i] = (0.8 * _wander[i - 1]) + (0.6 * Gauss.Next(_random));
    }

    /// <summary>Kinds of series by what is particular about them.</summary>
    public static IReadOnlyDictionary<string, Func<int, int, double[]>> Kinds { get; } = new Dictionary<string, Func<int, int, double[]>>
    {
        ["day and week"] = Kind((s, i) => 10 + s.Season(i) + (0.3 * s._wander[i])),
        ["seasons that grow with the level"] = Kind((s, i) => Math.Exp((0.4 * s.Season(i)) + (0.1 * s._wander[i]) + (0.0004 * i))),
        ["trend"] = Kind((s, i) => 10 + s.Season(i) + (0.005 * i) + (0.3 * s._wander[i])),
        ["level that moved and stayed"] = Kind((s, i) => 10 + s.Season(i) + (i < s._wander.Length - 100 ? 0 : 4) + (0.3 * s._wander[i])),
        ["holidays"] = Kind((s, i) => 10 + (i / Day % 17 == 4 ? -s._weekend : s.Season(i)) + (0.3 * s._wander[i])),
        ["counts"] = Kind((s, i) => s.Count(3 * Math.Exp(0.4 * s.Season(i)))),
        ["zero at night"] = Kind((s, i) => Math.Max(0, Math.Sin(2 * Math.PI * (i + s._start) / Day)) * Math.Exp(0.2 * s._wander[i / Day])),
        ["mostly zero"] = Kind((s, _) => s._random.NextDouble() < 0.1 ? 1 + s._random.Next(20) : 0),
        ["at its bound"] = Kind((s, i) => Math.Clamp(85 + (30 * s.Season(i)) + (8 * s._wander[i]), 0, 100)),
        ["noise that grows with the level"] = Kind((s, i) => Math.Exp(0.4 * s.Season(i)) * (10 + (2 * Math.Exp(0.4 * s.Season(i)) * Gauss.Next(s._random)))),
        ["spikes on a season"] = Kind((s, i) => Math.Exp((0.3 * s.Season(i)) + (0.1 * s._wander[i]) + (s._random.NextDouble() < 0.02 ? 1 : 0))),
        ["random walk"] = Kind((s, i) => 100 + s._wander[..i].Sum()),
        ["quiet with bursts"] = Kind((s, i) => 2 + (0.2 * Math.Abs(s._wander[i])) + (i * 7919 % 523 < 12 ? 20 : 0)),
        ["nothing but noise"] = Kind((s, _) => 10 + Gauss.Next(s._random)),
        ["two levels that come and go"] = Kind((s, i) => (Chance(s._start + (i / 60)) < 0.5 ? 5 : 12) + (0.3 * s._wander[i])),
        ["a peak each month"] = Kind((s, i) => 10 + s.Season(i) + ((i + s._start) % 720 < 24 ? 8 : 0) + (0.3 * s._wander[i])),
        ["a disk that fills"] = Kind((s, i) => 100 + (0.05 * i) + (0.3 * s._wander[i])),
        ["a disk that is cleaned"] = Kind((s, i) => 40 + (0.4 * ((i + s._start) % 61)) + (0.5 * s._wander[i])),
        ["growth that ends"] = Kind((s, i) => (100 / (1 + Math.Exp((350.0 - i) / 80))) + s.Season(i) + (0.3 * s._wander[i])),
        ["a level that rarely moves"] = Kind((s, i) => 20 + (15 * Chance(s._start + (i / 257))) + (0.3 * s._wander[i])),
        ["a rhythm of eight hours"] = Kind((s, i) => 10 + (3 * Math.Sin(2 * Math.PI * i / 8)) + (0.5 * s._wander[i])),
        ["burst at the end"] = Kind((s, i) => 5 + (0.3 * s.Season(i)) + (0.2 * Math.Abs(s._wander[i])) + (i >= s._wander.Length - 56 && i < s._wander.Length - 44 ? 15 : 0)),
    };

    private static Func<int, int, double[]> Kind(Func<HourlySeries, int, double> value) => (seed, length) =>
    {
        var series = new HourlySeries(seed, length);
        return [.. Enumerable.Range(0, length).Select(i => value(series, i))];
    };

    /// <summary>The day's shape, flatter and lower at the weekend.</summary>
    private double Season(int i)
    {
        bool weekend = (i + _start) % Week >= 5 * Day;
        return (_shape[(i + _start) % Day] * (weekend ? 0.6 : 1)) - (weekend ? _weekend : 0);
    }

    /// <summary>Uniform in 0..1, the same for the same place (Knuth's multiplicative hash).</summary>
    private static double Chance(int place)
    {
        uint mixed = unchecked((uint)place * 2_654_435_769u);
        mixed = unchecked((mixed ^ (mixed >> 15)) * 2_246_822_519u);
        return (mixed ^ (mixed >> 13)) / (double)uint.MaxValue;
    }

    /// <summary>Poisson, by Knuth's product of uniforms.</summary>
    private double Count(double mean)
    {
        int count = -1;
        for (double product = 1; product > Math.Exp(-mean); product *= _random.NextDouble()) count++;
        return count;
    }
}
