using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>Durations as Prometheus writes them: <c>1h30m</c>, <c>500ms</c>, <c>2w</c>, <c>0</c>.</summary>
internal static partial class DurationText
{
    // Beyond it a sum of two would be no TimeSpan any more.
    private const double MostMilliseconds = 1e14;

    /// <summary>Null where the text is none.</summary>
    public static TimeSpan? Read(string text)
    {
        if (text == "0")
        {
            return TimeSpan.Zero;
        }

        if (text.Length == 0 || Shape().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var milliseconds = Part("y", 365 * 86_400_000d) + Part("w", 7 * 86_400_000d) + Part("d", 86_400_000) + Part("h", 3_600_000) + Part("m", 60_000) + Part("s", 1000) + Part("ms", 1);
        return milliseconds < MostMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

        double Part(string unit, double factor) => match.Groups[unit] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) * factor : 0;
    }

    [GeneratedRegex(@"\A((?<y>[0-9]+)y)?((?<w>[0-9]+)w)?((?<d>[0-9]+)d)?((?<h>[0-9]+)h)?((?<m>[0-9]+)m)?((?<s>[0-9]+)s)?((?<ms>[0-9]+)ms)?\z")]
    private static partial Regex Shape();
}
