using System.Text.Json;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Api;

/// <summary>Results of queries as the Prometheus API writes them: timestamps as seconds, values as text.</summary>
internal static class ResultJson
{
    // What gathers in memory before it goes out; one series more may be on top of it.
    private const int FlushBytes = 32 * 1024;

    public static async Task WriteAsync(Utf8JsonWriter json, QueryValue value, Action? writeMore, CancellationToken cancellationToken)
    {
        json.WriteStartObject();
        json.WriteString("resultType", value.ResultType);
        json.WritePropertyName("result");
        switch (value)
        {
            case ScalarValue scalar:
                WriteText(json, scalar.TimestampMs, NumberText.Plain(scalar.Value));
                break;
            case TextValue text:
                WriteText(json, text.TimestampMs, text.Value);
                break;
            case VectorValue vector:
                await WriteVectorAsync(json, vector, cancellationToken);
                break;
            case MatrixValue matrix:
                await WriteMatrixAsync(json, matrix, cancellationToken);
                break;
        }

        writeMore?.Invoke();
        json.WriteEndObject();
    }

    public static void WriteLabels(Utf8JsonWriter json, IEnumerable<Label> labels)
    {
        json.WriteStartObject();
        foreach (var label in labels)
        {
            json.WriteString(label.Name, label.Value);
        }

        json.WriteEndObject();
    }

    private static async Task WriteVectorAsync(Utf8JsonWriter json, VectorValue vector, CancellationToken cancellationToken)
    {
        json.WriteStartArray();
        foreach (var sample in vector.Samples)
        {
            json.WriteStartObject();
            json.WritePropertyName("metric");
            WriteLabels(json, sample.Labels);
            json.WritePropertyName("value");
            WritePoint(json, sample.TimestampMs, sample.Value);
            json.WriteEndObject();
            await FlushAsync(json, cancellationToken);
        }

        json.WriteEndArray();
    }

    private static async Task WriteMatrixAsync(Utf8JsonWriter json, MatrixValue matrix, CancellationToken cancellationToken)
    {
        json.WriteStartArray();
        foreach (var series in matrix.Series)
        {
            json.WriteStartObject();
            json.WritePropertyName("metric");
            WriteLabels(json, series.Labels);
            json.WriteStartArray("values");
            foreach (var sample in series.Samples)
            {
                WritePoint(json, sample.TimestampMs, sample.Value);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            await FlushAsync(json, cancellationToken);
        }

        json.WriteEndArray();
    }

    /// <summary>Sends what was written, once it is worth it.</summary>
    public static Task FlushAsync(Utf8JsonWriter json, CancellationToken cancellationToken) =>
        json.BytesPending < FlushBytes ? Task.CompletedTask : json.FlushAsync(cancellationToken);

    private static void WriteText(Utf8JsonWriter json, long timestampMs, string text)
    {
        json.WriteStartArray();
        json.WriteRawValue(PromTime.Format(timestampMs));
        json.WriteStringValue(text);
        json.WriteEndArray();
    }

    // A point at a time, as the bytes it is: this is where a wide answer spends its time.
    private static void WritePoint(Utf8JsonWriter json, long timestampMs, double value)
    {
        Span<byte> point = stackalloc byte[PromTime.MaxBytes + NumberText.MaxPlainBytes + 5];
        point[0] = (byte)'[';
        var length = 1 + PromTime.Format(timestampMs, point[1..]);
        point[length++] = (byte)',';
        point[length++] = (byte)'"';
        length += NumberText.WriteSample(value, point[length..]);
        point[length++] = (byte)'"';
        point[length++] = (byte)']';
        json.WriteRawValue(point[..length], skipInputValidation: true);
    }
}
