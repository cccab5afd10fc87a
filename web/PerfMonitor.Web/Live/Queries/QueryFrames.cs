using System.Buffers;
using System.Text.Json;
using PerfMonitor.Web.Live.Prometheus;

namespace PerfMonitor.Web.Live.Queries;

/// <summary>Writes frames of followed queries: a head by subscription, and a body that all followers share.</summary>
internal static class QueryFrames
{
    /// <summary>Bytes of one result; a page that wants more asks the query API.</summary>
    public const int LargestResult = 1024 * 1024;

    /// <summary><c>{"type":"query","id":"1",</c></summary>
    public static ReadOnlyMemory<byte> Head(string id) => JsonSerializer.SerializeToUtf8Bytes(new { type = "query", id }, LiveJson.Options) switch
    {
        [.. var begun, (byte)'}'] => (byte[])[.. begun, (byte)','],
        _ => throw new JsonException("An object ends with a brace."),
    };

    /// <summary><c>"query":"up","timestamp":1700000000000,"result":[…]}</c>, or <c>error</c> in place of <c>result</c>.</summary>
    public static ReadOnlyMemory<byte> Body(string query, DateTimeOffset at, PrometheusAnswer answer)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("query", query);
        json.WriteNumber("timestamp", at.ToUnixTimeMilliseconds());
        switch (answer)
        {
            case PrometheusAnswer.Success success when JsonElementSize(success.Result) <= LargestResult:
                json.WritePropertyName("result");
                success.Result.WriteTo(json);
                break;
            case PrometheusAnswer.Success:
                json.WriteString("error", $"The result has more than {LargestResult} bytes. Aggregate it, or narrow the selector.");
                break;
            case PrometheusAnswer.Refused refused:
                json.WriteString("error", refused.Reason);
                break;
            case PrometheusAnswer.Away away:
                json.WriteString("error", away.Reason);
                json.WriteBoolean("stale", true);
                break;
        }

        json.WriteEndObject();
        json.Flush();

        // Without the brace that opens it: the head has that one.
        return buffer.WrittenMemory[1..];
    }

    private static int JsonElementSize(JsonElement element) => element.GetRawText().Length;
}
