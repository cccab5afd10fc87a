using System.Text.Json;
using PerfMonitor.Ingestion.Admission;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>
/// Reads samples in our JSON form:
/// <c>{"metric":"queue_depth","labels":{"queue":"mail"},"value":12,"timestamp":1763778000000}</c>,
/// alone, in an array, under <c>"samples"</c>, or one per line.
/// Broken JSON refuses the whole body, or only its line where samples come by line; JSON that is no sample refuses just that sample.
/// </summary>
internal static class SampleJson
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16, AllowMultipleValues = true };

    /// <summary>Reads a body.</summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="lines">Whether the sender says that each line is a document of its own; a second document in the body says so too.</param>
    /// <param name="maximumSamples">Bound on samples in one body.</param>
    /// <exception cref="MalformedPayloadException">The body is not JSON, is no sample list, or holds too many samples.</exception>
    public static ParsedSamples Parse(ReadOnlySpan<byte> body, bool lines, int maximumSamples)
    {
        var start = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        var target = new SampleCollector(maximumSamples);
        if (lines || !TryDocument(body, start, target))
        {
            target.Clear();
            Lines(body, start, target);
            return new ParsedSamples(ByLine: true, target.Samples, target.Refused);
        }

        return new ParsedSamples(ByLine: false, target.Samples, target.Refused);
    }

    /// <summary>Reads the body as one document; false where a second one follows.</summary>
    private static bool TryDocument(ReadOnlySpan<byte> body, int start, SampleCollector target)
    {
        var reader = new Utf8JsonReader(body[start..], Options);
        try
        {
            if (!reader.Read())
            {
                throw new MalformedPayloadException("The body is empty", "line 1, column 1");
            }

            Document(ref reader, body, start, target);
            return !reader.Read();
        }
        catch (JsonException cause)
        {
            throw JsonPlace.Refusal(cause);
        }
        catch (InvalidOperationException cause)
        {
            throw new MalformedPayloadException("A string is not valid Unicode", JsonPlace.Of(body, start + reader.TokenStartIndex), cause: cause);
        }
    }

    private static void Document(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, int start, SampleCollector target)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                List(ref reader, start, target);
                break;
            case JsonTokenType.StartObject when IsWrapper(reader):
                reader.Read();
                reader.Read();
                if (reader.TokenType != JsonTokenType.StartArray)
                {
                    throw new MalformedPayloadException("\"samples\" is no array", JsonPlace.Of(body, start + reader.TokenStartIndex));
                }

                List(ref reader, start, target);
                reader.Read();
                if (reader.TokenType != JsonTokenType.EndObject)
                {
                    throw new MalformedPayloadException("An object with \"samples\" holds nothing else", JsonPlace.Of(body, start + reader.TokenStartIndex));
                }

                break;
            case JsonTokenType.StartObject:
                SampleObject.Read(ref reader, start, index: 0, target);
                break;
            default:
                throw new MalformedPayloadException("The body is neither a sample, an array of samples, nor {\"samples\":[…]}", JsonPlace.Of(body, start + reader.TokenStartIndex));
        }
    }

    // The reader is a copy: looking ahead moves nothing.
    private static bool IsWrapper(Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("samples"u8);

    private static void List(ref Utf8JsonReader reader, int start, SampleCollector target)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            SampleObject.Read(ref reader, start, index, target);
        }
    }

    private static void Lines(ReadOnlySpan<byte> body, int start, SampleCollector target)
    {
        for (var line = 1; start < body.Length; line++)
        {
            var end = body[start..].IndexOf((byte)'\n');
            end = end < 0 ? body.Length : start + end;
            if (body[start..end].ContainsAnyExcept(" \t\r"u8))
            {
                Line(body[start..end], start, line, target);
            }

            start = end + 1;
        }
    }

    private static void Line(ReadOnlySpan<byte> text, int start, int line, SampleCollector target)
    {
        var reader = new Utf8JsonReader(text, Options);
        var before = target.Samples.Count;
        try
        {
            reader.Read();
            SampleObject.Read(ref reader, start, line, target);
            if (reader.Read())
            {
                target.TakeBack(before);
                target.Refuse(line, RefusalReason.BadSample, $"column {reader.TokenStartIndex + 1}: a line holds one sample");
            }
        }
        catch (JsonException cause)
        {
            target.TakeBack(before);
            target.Refuse(line, RefusalReason.BadSample, JsonPlace.Refusal(cause) is { } refusal ? $"{refusal.Detail} (column {(cause.BytePositionInLine ?? 0) + 1})" : "");
        }
        catch (InvalidOperationException)
        {
            target.TakeBack(before);
            target.Refuse(line, RefusalReason.BadSample, $"column {reader.TokenStartIndex + 1}: a string is not valid Unicode");
        }
    }
}
