using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using PerfMonitor.Web.Auditing;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Gateway;

/// <summary>Answers every path of the route table: checks the caller, passes the request on, records what was changed.</summary>
internal sealed class GatewayEndpoint(
    Forwarder forwarder, Auditor auditor, IProblemDetailsService problems, WebMetrics metrics, ILogger<GatewayEndpoint> log)
{
    /// <summary>Seconds after which a client should come back when a service is away; services restart within a few.</summary>
    private const string RetryAfterSeconds = "5";

    public async Task HandleAsync(HttpContext context)
    {
        switch (RouteTable.Decide(context.Request.Method, context.Request.Path))
        {
            case RouteDecision.Forward { Route.PostNeedsBody: true } when HttpMethods.IsPost(context.Request.Method) && !HasBody(context):
                context.Response.Headers.Allow = HttpMethods.Get;
                await RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, $"{context.Request.Path} is read with GET; a POST without a body changes nothing.");
                break;
            case RouteDecision.Forward forward:
                await ForwardAsync(context, forward);
                break;
            case RouteDecision.MethodNotAllowed notAllowed:
                context.Response.Headers.Allow = notAllowed.Allow;
                await RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, $"{context.Request.Path} takes {notAllowed.Allow}.");
                break;
            case RouteDecision.BadPath bad:
                await RefuseAsync(context, StatusCodes.Status400BadRequest, bad.Reason);
                break;
            default:
                await RefuseAsync(context, StatusCodes.Status404NotFound, $"There is nothing at {context.Request.Path}.");
                break;
        }
    }

    private async Task ForwardAsync(HttpContext context, RouteDecision.Forward forward)
    {
        var caller = forward.Access == Access.Signed ? null : Caller.Of(context.User);
        if (caller is null && forward.Access != Access.Signed)
        {
            await context.ChallengeAsync();
            return;
        }

        var audited = forward.Route.Audited && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        if (caller is not null && !forward.Access.Allows(caller))
        {
            if (audited)
                await auditor.RecordAsync(context, context.Request.Method, context.Request.Path, AuditOutcome.Refused, $"needs {forward.Access.Describe()}");
            await RefuseAsync(context, StatusCodes.Status403Forbidden, $"{context.Request.Method} {context.Request.Path} needs {forward.Access.Describe()}.");
            return;
        }

        var result = await forwarder.ForwardAsync(context, forward, caller);
        var service = forward.Route.Service;
        switch (result)
        {
            case ForwardResult.Answered answered:
                metrics.GatewayRequest(service, answered.Status);
                break;
            case ForwardResult.Failed failed:
                metrics.GatewayRequest(service, failed.Status);
                if (failed.Status >= StatusCodes.Status500InternalServerError)
                    log.GatewayFailed(context.Request.Method, context.Request.Path, service, failed.Reason);
                if (failed.Status == StatusCodes.Status503ServiceUnavailable)
                    context.Response.Headers.RetryAfter = RetryAfterSeconds;
                await RefuseAsync(context, failed.Status, failed.Reason);
                break;
            case ForwardResult.BrokenOff broken:
                metrics.GatewayRequest(service, StatusCodes.Status502BadGateway);
                log.GatewayFailed(context.Request.Method, context.Request.Path, service, broken.Reason);
                break;
            case ForwardResult.ClientGone:
                metrics.GatewayRequest(service, StatusCodes.Status499ClientClosedRequest);
                break;
        }

        if (audited)
        {
            var (outcome, detail) = Judge(result);
            await auditor.RecordAsync(context, context.Request.Method, context.Request.Path, outcome, $"{service}: {detail}");
        }
    }

    private static bool HasBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    private static (AuditOutcome Outcome, string Detail) Judge(ForwardResult result) => result switch
    {
        ForwardResult.Answered { Status: < 400 } answered => (AuditOutcome.Success, $"{answered.Status}"),
        ForwardResult.Answered { Status: < 500 } answered => (AuditOutcome.Refused, $"{answered.Status}"),
        ForwardResult.Answered answered => (AuditOutcome.Failed, $"{answered.Status}"),
        ForwardResult.Failed failed => (AuditOutcome.Failed, failed.Reason),
        ForwardResult.BrokenOff broken => (AuditOutcome.Failed, broken.Reason),
        _ => (AuditOutcome.Failed, "the client did not wait for the answer"),
    };

    private async Task RefuseAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = { Status = status, Detail = detail },
        });
    }
}
