using System.Buffers;
using System.Text.Json;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Api.Export;

/// <summary>
/// A JSON document a line: <c>{"metric":{…},"timestamps":[ms,…],"values":[…]}</c>, the form VictoriaMetrics exports and imports.
/// What JSON has no number for is a text: "NaN", "+Inf", "-Inf".
/// </summary>
internal sealed class NdjsonExport : IExportFormat
{
    private readonly byte[] _number = new byte[NumberText.MaxPlainBytes];

    public string ContentType => "application/x-ndjson";

    public string Extension => "ndjson";

    public void Begin(IBufferWriter<byte> output)
    {
    }

    public void Write(SeriesSamples series, IBufferWriter<byte> output)
    {
        var values = series.Values.Span;
        var timestamps = series.TimestampsMs.Span;
        using (var json = new Utf8JsonWriter(output, ApiEndpoint.Json))
        {
            json.WriteStartObject();
            json.WritePropertyName("metric");
            ResultJson.WriteLabels(json, series.Labels);
            json.WriteStartArray("timestamps");
            for (var i = 0; i < values.Length; i++)
            {
                if (!StaleMarker.Is(values[i]))
                {
                    json.WriteNumberValue(timestamps[i]);
                }
            }

            json.WriteEndArray();
            json.WriteStartArray("values");
            foreach (var value in values)
            {
                if (!StaleMarker.Is(value))
                {
                    Write(json, value);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private void Write(Utf8JsonWriter json, double value)
    {
        var text = _number.AsSpan(0, NumberText.WritePlain(value, _number));
        if (double.IsFinite(value))
        {
            json.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }
}
