using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace PerfMonitor.Web.Edge;

/// <summary>Turns what can go wrong with a request into an answer that says so.</summary>
internal sealed class ErrorAnswers(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, detail) = Explain(exception);
        if (detail is null)
            return false;
        httpContext.Response.StatusCode = status;
        await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = status, Detail = detail },
        });
        return true;
    }

    internal static (int Status, string? Detail) Explain(Exception exception) => exception switch
    {
        NpgsqlException => (StatusCodes.Status503ServiceUnavailable, "The database of accounts does not answer. Try again shortly."),
        _ => (StatusCodes.Status500InternalServerError, null),
    };
}
