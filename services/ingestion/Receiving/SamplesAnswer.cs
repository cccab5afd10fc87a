using Microsoft.AspNetCore.Mvc;
using PerfMonitor.Ingestion.Admission;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>Answers in our own form, to receivers whose format has none.</summary>
internal static class SamplesAnswer
{
    /// <summary>200 where something was taken or nothing sent; 400 where everything sent was refused, so that a sender who only looks at the status notices.</summary>
    public static IResult Taken(Intake intake, bool byLine)
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

    public static IResult Fault(HttpContext context, ReceiverFault fault)
    {
        FaultHeaders.Set(context.Response, fault);
        return Results.Problem(fault.Detail, statusCode: fault.Status, title: fault.Title);
    }
}
