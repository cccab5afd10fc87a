using System.Globalization;

namespace PerfMonitor.Bench.Fuzzing;

/// <summary>What a fuzz run is asked for.</summary>
/// <param name="Inputs">How many inputs, over all parsers.</param>
/// <param name="Seed">What the inputs depend on, beside their number.</param>
/// <param name="Captures">A folder with real texts; null for none.</param>
internal sealed record FuzzOptions(long Inputs, int Seed, string? Captures)
{
    /// <summary>Reads the command's arguments; null where they are none.</summary>
    public static FuzzOptions? Parse(string inputs, ReadOnlySpan<string> options)
    {
        if (!long.TryParse(inputs, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var count) || count <= 0)
        {
            return null;
        }

        var asked = new FuzzOptions(count, 1, null);
        for (; options is [var name, var value, ..]; options = options[2..])
        {
            switch (name)
            {
                case "--seed" when int.TryParse(value, CultureInfo.InvariantCulture, out var seed):
                    asked = asked with { Seed = seed };
                    break;
                case "--captures" when Directory.Exists(value):
                    asked = asked with { Captures = value };
                    break;
                default:
                    return null;
            }
        }

        return options.IsEmpty ? asked : null;
    }
}
