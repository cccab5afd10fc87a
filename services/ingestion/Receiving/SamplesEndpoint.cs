using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using PerfMonitor.Ingestion.Admission;

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
            return Fault(context, unwelcome);
        }

        var type = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var parsed) ? parsed.MediaType.Value : null;
        var lines = LineTypes.Contains(type, StringComparer.OrdinalIgnoreCase);
        if (!lines && !string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase))
        {
            return Fault(context, new ReceiverFault(
                StatusCodes.Status415UnsupportedMediaType, "The content type is not supported", $"Content-Type is '{context.Request.ContentType}'; send application/json, or {LineTypes[0]} for one sample per line."));
        }

        var (body, fault) = await bodies.ReadAsync(context.Request, aborted);
        using (body)
        {
            if (fault is not null)
            {
                return Fault(context, fault);
            }

            var reception = await receiver.SamplesAsync(body.Bytes, lines, aborted);
            return reception.Intake is { } intake ? Taken(intake, reception.ByLine) : Fault(context, reception.Fault!);
        }
    }

    /// <summary>200 where something was taken or nothing sent; 400 where everything sent was refused, so that a sender who only looks at the status notices.</summary>
    private static IResult Taken(Intake intake, bool byLine)
    {
        var errors = intake.Details.OrderBy(item => item.Index).Select(item => Error(item, byLine)).ToList();
        if (intake.Accepted > 0 || intake.Refused == 0)
        {
            return Results.Json(new { accepted = intake.Accepted, refused = intake.Refused, errors });
        }

        var problem = new ProblemDetails
        {
            Status = StatusCodes.Status400BadRequest,
            Title = "No sample was taken",
            Detail = $"All {intake.Refused} samples were refused; 'errors' says why.",
            Extensions = { ["accepted"] = 0, ["refused"] = intake.Refused, ["errors"] = errors },
        };
        return Results.Problem(problem);
    }

    private static Dictionary<string, object> Error(RefusedItem item, bool byLine) => new()
    {
        [byLine ? "line" : "index"] = item.Index,
        ["reason"] = item.Refusal.Reason.Text(),
        ["detail"] = item.Refusal.Detail,
    };

    private static IResult Fault(HttpContext context, ReceiverFault fault)
    {
        FaultHeaders.Set(context.Response, fault);
        return Results.Problem(fault.Detail, statusCode: fault.Status, title: fault.Title);
    }
}
