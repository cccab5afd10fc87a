using Microsoft.Net.Http.Headers;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>Samples in our JSON form: <c>POST /api/v1/samples</c>, one, a list, or one per line.</summary>
internal sealed class SamplesEndpoint(ReceiverAccess access, BodyReader bodies, SampleReceiver receiver)
{
    public const string Path = "/api/v1/samples";

    private static readonly string[] LineTypes = ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"];

    public async Task HandleAsync(HttpContext context)
    {
        var result = await AnswerAsync(context, context.RequestAborted);
        await result.ExecuteAsync(context);
    }

    private async Task<IResult> AnswerAsync(HttpContext context, CancellationToken aborted)
    {
        if (await access.CheckAsync(context, aborted) is { } unwelcome)
        {
            return SamplesAnswer.Fault(context, unwelcome);
        }

        var type = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var parsed) ? parsed.MediaType.Value : null;
        var lines = LineTypes.Contains(type, StringComparer.OrdinalIgnoreCase);
        if (!lines && !string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase))
        {
            return SamplesAnswer.Fault(context, new ReceiverFault(
                StatusCodes.Status415UnsupportedMediaType, "The content type is not supported", $"Content-Type is '{context.Request.ContentType}'; send application/json, or {LineTypes[0]} for one sample per line."));
        }

        var (body, fault) = await bodies.ReadAsync(context.Request, aborted);
        using (body)
        {
            if (fault is not null)
            {
                return SamplesAnswer.Fault(context, fault);
            }

            using var reception = await receiver.SamplesAsync(body.Bytes, lines, aborted);
            return reception.Intake is { } intake ? SamplesAnswer.Taken(intake, reception.ByLine) : SamplesAnswer.Fault(context, reception.Fault!);
        }
    }
}
