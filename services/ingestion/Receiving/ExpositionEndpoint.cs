using System.Globalization;
using Microsoft.Net.Http.Headers;
using PerfMonitor.Ingestion.Admission;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>
/// Push of Prometheus' text format and OpenMetrics: <c>POST /api/v1/import/prometheus</c>, VictoriaMetrics' path, with its parameters
/// <c>timestamp</c> (milliseconds, for lines without a time) and <c>extra_label</c> (<c>name=value</c>, any number).
/// </summary>
internal sealed class ExpositionEndpoint(ReceiverAccess access, BodyReader bodies, SampleReceiver receiver)
{
    public const string Path = "/api/v1/import/prometheus";

    private const string OpenMetrics = "application/openmetrics-text";

    // What clients send that read a text from a file and say nothing of its kind.
    private static readonly string[] TextTypes = ["text/plain", "application/x-www-form-urlencoded", "application/octet-stream"];

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

        var (request, parsed) = (context.Request, MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) ? type.MediaType.Value : null);
        var openMetrics = string.Equals(parsed, OpenMetrics, StringComparison.OrdinalIgnoreCase);
        if (request.ContentType is not null && !openMetrics && !TextTypes.Contains(parsed, StringComparer.OrdinalIgnoreCase))
        {
            return SamplesAnswer.Fault(context, new ReceiverFault(
                StatusCodes.Status415UnsupportedMediaType, "The content type is not supported", $"Content-Type is '{request.ContentType}'; send {TextTypes[0]} or {OpenMetrics}."));
        }

        var usualMs = default(long?);
        if (request.Query.TryGetValue("timestamp", out var given))
        {
            if (!long.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                return SamplesAnswer.Fault(context, ReceiverFault.Malformed($"The parameter timestamp is '{given}'; it is a whole number of milliseconds since 1970."));
            }

            usualMs = number;
        }

        if (ExtraLabels.Parse(request.Query["extra_label"]) is not { } extra)
        {
            return SamplesAnswer.Fault(context, ReceiverFault.Malformed("A parameter extra_label is not of the form name=value."));
        }

        var (body, fault) = await bodies.ReadAsync(request, aborted);
        using (body)
        {
            if (fault is not null)
            {
                return SamplesAnswer.Fault(context, fault);
            }

            using var reception = await receiver.ExpositionAsync(body.Bytes, openMetrics, usualMs, extra, aborted);
            return reception.Intake is { } intake ? SamplesAnswer.Taken(intake, reception.ByLine) : SamplesAnswer.Fault(context, reception.Fault!);
        }
    }
}
