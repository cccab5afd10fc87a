using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>
/// Answers in OTLP's form (opentelemetry.io/docs/specs/otlp, OTLP/HTTP Response): ExportMetricsServiceResponse on success, google.rpc.Status
/// on failure, each in the encoding of the request.
/// </summary>
internal static class OtlpAnswer
{
    public const string Protobuf = "application/x-protobuf";
    public const string Json = "application/json";

    public static Task SuccessAsync(HttpContext context, bool json, Intake intake)
    {
        var message = intake.Refused == 0 ? "" : RefusalSummary.Of(intake, "data points", null);
        return WriteAsync(context, StatusCodes.Status200OK, json, json ? JsonSuccess(intake.Refused, message) : ProtobufSuccess(intake.Refused, message));
    }

    public static Task FaultAsync(HttpContext context, bool json, ReceiverFault fault)
    {
        FaultHeaders.Set(context.Response, fault);
        var message = $"{fault.Title}: {fault.Detail}";
        return WriteAsync(context, fault.Status, json, json ? JsonStatus(fault.RpcCode, message) : ProtobufStatus(fault.RpcCode, message));
    }

    private static Task WriteAsync(HttpContext context, int status, bool json, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = json ? Json : Protobuf;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static byte[] ProtobufSuccess(int refused, string message)
    {
        using var writer = new WireWriter();
        if (refused > 0)
        {
            var partial = writer.Begin(1);
            writer.Varint(1, (ulong)refused);
            writer.Bytes(2, Encoding.UTF8.GetBytes(message));
            writer.End(partial);
        }

        return writer.Written.ToArray();
    }

    private static byte[] ProtobufStatus(int code, string message)
    {
        using var writer = new WireWriter();
        writer.Varint(1, (ulong)code);
        writer.Bytes(2, Encoding.UTF8.GetBytes(message));
        return writer.Written.ToArray();
    }

    private static byte[] JsonSuccess(int refused, string message) => WriteJson(json =>
    {
        if (refused > 0)
        {
            json.WriteStartObject("partialSuccess");
            json.WriteString("rejectedDataPoints", refused.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("errorMessage", message);
            json.WriteEndObject();
        }
    });

    private static byte[] JsonStatus(int code, string message) => WriteJson(json =>
    {
        json.WriteNumber("code", code);
        json.WriteString("message", message);
    });

    private static byte[] WriteJson(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
