using System.Text.Json;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>Turns offsets in a JSON text into the line and column that an editor shows, both counted from 1, columns in bytes.</summary>
internal static class JsonPlace
{
    public static string Of(ReadOnlySpan<byte> json, long offset)
    {
        var before = json[..(int)Math.Min(offset, json.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = before.Length - before.LastIndexOf((byte)'\n');
        return $"line {line}, column {column}";
    }

    /// <summary>The refusal behind a reader's exception, without the position that the reader appends to its own message.</summary>
    public static MalformedPayloadException Refusal(JsonException cause)
    {
        var message = cause.Message;
        var appended = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new MalformedPayloadException(
            $"The body is not JSON: {(appended < 0 ? message : message[..appended])}",
            $"line {(cause.LineNumber ?? 0) + 1}, column {(cause.BytePositionInLine ?? 0) + 1}",
            cause: cause);
    }
}
