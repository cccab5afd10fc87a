using System.Text.Json;
using PerfMonitor.Ingestion.Admission;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>Reads one sample object.</summary>
internal static class SampleObject
{
    private const string Form = """{"metric":"name","labels":{"name":"value"},"value":1.5,"timestamp":1763778000000}""";

    /// <summary>Reads the object the reader stands on, to its end, and adds it to the target as a sample or as refused.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A string is not valid Unicode.</exception>
    public static void Read(ref Utf8JsonReader reader, int start, int index, SampleCollector target)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            target.Refuse(index, RefusalReason.BadSample, $"a sample is an object: {Form}");
            return;
        }

        var (metric, labels, timestamp, value) = (default(ByteRange), default(ByteRange), default(long?), default(double?));
        var fault = default(Refusal?);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("value"u8))
            {
                reader.Read();
                fault = Value(ref reader, out value) ?? fault;
            }
            else if (reader.ValueTextEquals("metric"u8))
            {
                reader.Read();
                fault = reader.TokenType == JsonTokenType.String ? fault : new Refusal(RefusalReason.BadMetricName, "the metric name is not a string");
                metric = Token(ref reader, start);
            }
            else if (reader.ValueTextEquals("labels"u8))
            {
                reader.Read();
                fault = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.Null ? fault : new Refusal(RefusalReason.BadSample, "the labels are not an object");
                labels = reader.TokenType == JsonTokenType.Null ? default : Token(ref reader, start);
            }
            else if (reader.ValueTextEquals("timestamp"u8))
            {
                reader.Read();
                fault = SampleTime.Read(ref reader, out timestamp) ?? fault;
            }
            else
            {
                fault = new Refusal(RefusalReason.BadSample, $"unknown property '{reader.GetString()}'; the form is {Form}");
                reader.Read();
            }

            reader.Skip();
        }

        if (fault is null && (metric.Length == 0 || value is null))
        {
            fault = new Refusal(RefusalReason.BadSample, $"{(metric.Length == 0 ? "\"metric\"" : "\"value\"")} is missing; the form is {Form}");
        }

        if (fault is { } refusal)
        {
            target.Refuse(index, refusal.Reason, refusal.Detail);
        }
        else
        {
            target.Add(new ParsedSample(index, metric, labels, timestamp, value!.Value));
        }
    }

    private static ByteRange Token(ref Utf8JsonReader reader, int start)
    {
        var from = (int)reader.TokenStartIndex;
        reader.Skip();
        return new ByteRange(start + from, (int)reader.BytesConsumed - from);
    }

    // NaN and the infinities are values, as in Prometheus; JSON has no number for them, so they come as these strings.
    private static Refusal? Value(ref Utf8JsonReader reader, out double? value)
    {
        value = null;
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetDouble(out var number) && double.IsFinite(number))
            {
                value = number;
                return null;
            }

            return new Refusal(RefusalReason.BadValue, "the value is beyond what a 64-bit float holds; write \"+Inf\" or \"-Inf\" if that is meant");
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            value = reader.GetString() switch
            {
                "NaN" => double.NaN,
                "+Inf" => double.PositiveInfinity,
                "-Inf" => double.NegativeInfinity,
                _ => null,
            };
        }

        return value is null ? new Refusal(RefusalReason.BadValue, "the value is neither a number nor \"NaN\", \"+Inf\" or \"-Inf\"") : null;
    }
}
