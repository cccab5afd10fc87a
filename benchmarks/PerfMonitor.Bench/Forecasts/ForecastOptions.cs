using System.Globalization;

namespace PerfMonitor.Bench.Forecasts;

/// <summary>What the command line asks for beyond what a file's name says.</summary>
/// <param name="Horizon">Steps ahead; null for the frequency's own.</param>
/// <param name="Season">Steps of the season; null for the frequency's own.</param>
internal sealed record ForecastOptions(int? Horizon, int? Season)
{
    /// <summary>Null where an option is unknown or has no whole number of 1 or more behind it.</summary>
    public static ForecastOptions? Parse(ReadOnlySpan<string> options)
    {
        var parsed = new ForecastOptions(null, null);
        for (int i = 0; i < options.Length; i += 2)
        {
            if (i + 1 == options.Length || !int.TryParse(options[i + 1], CultureInfo.InvariantCulture, out int value) || value < 1) return null;
            switch (options[i])
            {
                case "--horizon": parsed = parsed with { Horizon = value }; break;
                case "--season": parsed = parsed with { Season = value }; break;
                default: return null;
            }
        }

        return parsed;
    }
}
