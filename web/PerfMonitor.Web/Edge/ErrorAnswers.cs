using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace PerfMonitor.Web.Edge;

/// <summary>Says that the database of accounts is away, where a request cannot do without it.</summary>
internal sealed class ErrorAnswers(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not NpgsqlException)
            return false;
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = StatusCodes.Status503ServiceUnavailable, Detail = "The database of accounts does not answer. Try again shortly." },
        });
        return true;
    }
}
