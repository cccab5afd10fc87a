using System.Collections.Frozen;

namespace PerfMonitor.Ingestion.Translation;

/// <summary>The words Prometheus' naming uses for a UCUM unit: <c>By/s</c> is <c>bytes</c> and <c>per_second</c>.</summary>
internal static class UnitSuffix
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["TiBy"] = "tebibytes",
        ["kBy"] = "kilobytes",
        ["KBy"] = "kilobytes",
        ["MBy"] = "megabytes",
        ["GBy"] = "gigabytes",
        ["TBy"] = "terabytes",
        ["m"] = "meters",
        ["V"] = "volts",
        ["A"] = "amperes",
        ["J"] = "joules",
        ["W"] = "watts",
        ["g"] = "grams",
        ["Cel"] = "celsius",
        ["Hz"] = "hertz",
        ["1"] = "",
        ["%"] = "percent",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> PerWords = new Dictionary<string, string>
    {
        ["s"] = "second",
        ["m"] = "minute",
        ["min"] = "minute",
        ["h"] = "hour",
        ["d"] = "day",
        ["w"] = "week",
        ["mo"] = "month",
        ["y"] = "year",
    }.ToFrozenDictionary();

    /// <summary>The suffixes of a unit, each empty where there is none. What stands in braces is an annotation, not a unit.</summary>
    public static (string Main, string Per) Of(string unit)
    {
        var slash = unit.IndexOf('/', StringComparison.Ordinal);
        var main = (slash < 0 ? unit : unit[..slash]).Trim();
        var per = slash < 0 ? "" : unit[(slash + 1)..].Trim();
        return (Word(main, Words), Word(per, PerWords) is { Length: > 0 } word ? "per_" + word : "");
    }

    private static string Word(string unit, FrozenDictionary<string, string> words) =>
        unit.AsSpan().ContainsAny('{', '}') ? "" : words.TryGetValue(unit, out var word) ? word : Clean(unit);

    // Runs of anything else become one underscore, none at the ends.
    private static string Clean(string unit)
    {
        var parts = new string([.. unit.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == ':' ? letter : '_')]);
        return string.Join('_', parts.Split('_', StringSplitOptions.RemoveEmptyEntries));
    }
}
