using Microsoft.Net.Http.Headers;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>OTLP/HTTP: <c>POST /v1/metrics</c> in protobuf or JSON.</summary>
internal sealed class OtlpEndpoint(ReceiverAccess access, BodyReader bodies, SampleReceiver receiver)
{
    public const string Path = "/v1/metrics";

    /// <summary>The same where exporters that were set up for Prometheus send it.</summary>
    public const string PrometheusPath = "/api/v1/otlp/v1/metrics";

    public async Task HandleAsync(HttpContext context)
    {
        var aborted = context.RequestAborted;
        var type = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var parsed) ? parsed.MediaType.Value : null;
        var json = string.Equals(type, OtlpAnswer.Json, StringComparison.OrdinalIgnoreCase);
        if (await access.CheckAsync(context, aborted) is { } unwelcome)
        {
            await OtlpAnswer.FaultAsync(context, json, unwelcome);
            return;
        }

        if (!json && !string.Equals(type, OtlpAnswer.Protobuf, StringComparison.OrdinalIgnoreCase))
        {
            await OtlpAnswer.FaultAsync(context, json: true, new ReceiverFault(
                StatusCodes.Status415UnsupportedMediaType, "The content type is not supported", $"Content-Type is '{context.Request.ContentType}'; send {OtlpAnswer.Protobuf} or {OtlpAnswer.Json}."));
            return;
        }

        var (body, fault) = await bodies.ReadAsync(context.Request, aborted);
        using (body)
        {
            if (fault is null)
            {
                using var reception = await receiver.OtlpAsync(body.Bytes, json, aborted);
                if (reception.Intake is { } intake)
                {
                    await OtlpAnswer.SuccessAsync(context, json, intake);
                    return;
                }

                fault = reception.Fault!;
            }

            await OtlpAnswer.FaultAsync(context, json, fault);
        }
    }
}
