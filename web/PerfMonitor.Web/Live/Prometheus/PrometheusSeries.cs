using System.Globalization;
using System.Text.Json;

namespace PerfMonitor.Web.Live.Prometheus;

/// <summary>One series of a result: its labels and its values by time (ms). An instant result has one value.</summary>
internal sealed record PrometheusSeries(IReadOnlyDictionary<string, string> Labels, IReadOnlyList<(long Time, double Value)> Values)
{
    /// <summary>The newest value; null where it is none that a chart can show.</summary>
    public double? Last => Values.Count > 0 && double.IsFinite(Values[^1].Value) ? Values[^1].Value : null;

    public string? Label(string name) => Labels.GetValueOrDefault(name);

    /// <summary>Reads a vector or matrix: <c>[{"metric":{"job":"x"},"value":[1700000000.123,"1.5"]}]</c>, or <c>values</c> with a list.</summary>
    public static IReadOnlyList<PrometheusSeries> ReadAll(JsonElement result) =>
        result.ValueKind == JsonValueKind.Array ? [.. result.EnumerateArray().Where(IsSeries).Select(Read)] : [];

    // The result of a scalar is one bare pair.
    private static bool IsSeries(JsonElement element) => element.ValueKind == JsonValueKind.Object;

    private static PrometheusSeries Read(JsonElement series) => new(
        series.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? ""),
        series.TryGetProperty("values", out var values) ? [.. values.EnumerateArray().Select(Pair)] : [Pair(series.GetProperty("value"))]);

    private static (long Time, double Value) Pair(JsonElement pair) =>
        ((long)Math.Round(pair[0].GetDouble() * 1000), Number(pair[1].GetString()));

    private static double Number(string? text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        null or "NaN" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
