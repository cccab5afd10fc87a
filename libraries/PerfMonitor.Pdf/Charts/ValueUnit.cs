using System.Globalization;

namespace PerfMonitor.Pdf.Charts;

/// <summary>How values of a unit are shown: which multiple fits a magnitude and what it is called.</summary>
public sealed class ValueUnit
{
    private static readonly string[] BinaryNames = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    private readonly UnitScale[] _scales;

    /// <param name="scales">The unit's multiples, from the smallest.</param>
    private ValueUnit(params UnitScale[] scales) => _scales = scales;

    /// <summary>A duration given in seconds.</summary>
    public static ValueUnit Seconds { get; } = new(
        new(1e-9, " ns"), new(1e-6, " µs"), new(1e-3, " ms"), new(1, " s"), new(60, " min"), new(3600, " h"), new(86400, " d"));

    public static ValueUnit Bytes { get; } = new(Binary(""));

    public static ValueUnit BytesPerSecond { get; } = new(Binary("/s"));

    /// <summary>A share, 0 to 1, shown in percent.</summary>
    public static ValueUnit Ratio { get; } = new(new UnitScale(0.01, " %"));

    public static ValueUnit Count { get; } = new(new(1, ""), new(1e3, " k"), new(1e6, " M"), new(1e9, " G"));

    /// <summary>The value with three significant digits and its unit, for example "1.28 s".</summary>
    public string Format(double value)
    {
        if (!double.IsFinite(value))
        {
            return "–";
        }

        var scale = ScaleFor(Math.Abs(value));
        var scaled = value / scale.Factor;
        // A value that rounds up to the next multiple is written in it: 1 s rather than 1000 ms.
        if (Math.Abs(scaled) >= 999.5)
        {
            scale = Next(scale);
            scaled = value / scale.Factor;
        }
        var pattern = Math.Abs(scaled) switch { >= 1e6 => "0.##e+0", >= 100 => "0", >= 10 => "0.#", _ => "0.##" };
        return scaled.ToString(pattern, CultureInfo.InvariantCulture) + scale.Suffix;
    }

    /// <summary>The largest multiple not above the magnitude; the smallest that is 1 or more for zero.</summary>
    internal UnitScale ScaleFor(double magnitude) =>
        magnitude == 0
            ? _scales.FirstOrDefault(s => s.Factor >= 1, _scales[0])
            : _scales.LastOrDefault(s => s.Factor <= magnitude, _scales[0]);

    /// <summary>The next larger multiple, or the same if it is the largest.</summary>
    internal UnitScale Next(UnitScale scale) => _scales[Math.Min(Array.IndexOf(_scales, scale) + 1, _scales.Length - 1)];

    private static UnitScale[] Binary(string per) =>
        [.. BinaryNames.Select((name, i) => new UnitScale(Math.Pow(1024, i), $" {name}{per}"))];
}

/// <summary>A multiple of a unit.</summary>
/// <param name="Factor">How many of the plain unit it is.</param>
/// <param name="Suffix">What stands behind the number.</param>
internal readonly record struct UnitScale(double Factor, string Suffix);
