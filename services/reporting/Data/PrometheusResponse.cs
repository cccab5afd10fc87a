using System.Globalization;
using System.Text.Json;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Data;

/// <summary>Reads an answer of the Prometheus HTTP API.</summary>
/// <example><c>{"status":"success","data":{"resultType":"vector","result":[{"metric":{"target":"shop"},"value":[1763762400,"0.99"]}]}}</c></example>
internal static class PrometheusResponse
{
    public static MetricAnswer Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.GetProperty("status").GetString() != "success")
            {
                throw new DataRefusedException($"Analytics: {Text(root, "errorType")}: {Text(root, "error")}");
            }

            var data = root.GetProperty("data");
            var result = data.GetProperty("result");
            IReadOnlyList<MetricSeries> series = data.GetProperty("resultType").GetString() switch
            {
                "vector" => [.. result.EnumerateArray().Select(one => new MetricSeries(Labels(one), [Point(one.GetProperty("value"))]))],
                "matrix" => [.. result.EnumerateArray().Select(one => new MetricSeries(Labels(one), [.. one.GetProperty("values").EnumerateArray().Select(Point)]))],
                "scalar" => [new MetricSeries(new Dictionary<string, string>(), [Point(result)])],
                var type => throw new FormatException($"the result type is '{type}'"),
            };
            return new MetricAnswer(series, Warnings(root));
        }
        catch (Exception broken) when (broken is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DataUnavailableException($"Analytics answered with something that is no Prometheus API answer: {broken.Message}", broken);
        }
    }

    private static Dictionary<string, string> Labels(JsonElement series) =>
        series.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? "");

    // [1763762400.123, "0.99"]: seconds as a number, the value as a string, which may be NaN or +Inf.
    private static MetricPoint Point(JsonElement pair) =>
        new((long)Math.Round(pair[0].GetDouble() * 1000), Value(pair[1].GetString() ?? ""));

    private static double Value(string text) => text switch
    {
        "NaN" => double.NaN,
        "+Inf" or "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static string[] Warnings(JsonElement root) =>
        root.TryGetProperty("warnings", out var warnings) && warnings.ValueKind == JsonValueKind.Array
            ? [.. warnings.EnumerateArray().Select(warning => warning.ToString())]
            : [];

    private static string Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.ToString() : "";
}
