using Microsoft.Extensions.Options;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Edge;

/// <summary>Refuses requests that another site's page made; see <see cref="RequestForgery"/>.</summary>
internal static class ForgeryCheck
{
    public static void UseForgeryCheck(this IApplicationBuilder app)
    {
        var origins = app.ApplicationServices.GetRequiredService<IOptions<OriginOptions>>().Value.Origins;
        var problems = app.ApplicationServices.GetRequiredService<IProblemDetailsService>();
        app.Use(async (context, next) =>
        {
            var request = context.Request;
            var refusal = RequestForgery.Refuse(
                request.Method,
                Caller.Of(context.User)?.Kind,
                request.Headers.ContainsKey(RequestForgery.Header),
                request.Headers.Origin.ToString(),
                request.Host.Value ?? "",
                origins);
            if (refusal is null)
            {
                await next(context);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await problems.TryWriteAsync(new ProblemDetailsContext
            {
                HttpContext = context,
                ProblemDetails = { Status = StatusCodes.Status403Forbidden, Detail = refusal },
            });
        });
    }
}
