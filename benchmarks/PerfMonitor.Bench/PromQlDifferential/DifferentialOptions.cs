using System.Globalization;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>What a run is asked for.</summary>
/// <param name="Queries">How many queries.</param>
/// <param name="Seed">What data and queries depend on.</param>
/// <param name="First">The number of the first query.</param>
/// <param name="Connections">How many queries are asked at the same time.</param>
internal sealed record DifferentialOptions(long Queries, int Seed, long First, int Connections)
{
    /// <summary>Reads the command's arguments; null where they are none.</summary>
    public static DifferentialOptions? Parse(string queries, ReadOnlySpan<string> options)
    {
        if (!long.TryParse(queries, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out long count) || count <= 0) return null;
        var asked = new DifferentialOptions(count, 1, 0, 4);
        for (; options is [var name, var value, ..]; options = options[2..])
        {
            if (!int.TryParse(value, CultureInfo.InvariantCulture, out int number)) return null;
            switch (name)
            {
                case "--seed":
                    asked = asked with { Seed = number };
                    break;
                case "--first":
                    asked = asked with { First = number };
                    break;
                case "--connections" when number > 0:
                    asked = asked with { Connections = number };
                    break;
                default:
                    return null;
            }
        }

        return options.IsEmpty ? asked : null;
    }
}
