using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Quartz;

namespace PerfMonitor.Reporting.Api;

/// <summary>Answers 503 with the reason while PostgreSQL is away, so that a caller knows to ask again.</summary>
internal sealed class DatabaseAway(ILogger<DatabaseAway> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (NpgsqlException failure) when (failure.IsTransient)
        {
            return Away(context.HttpContext, failure);
        }
        catch (JobPersistenceException failure)
        {
            return Away(context.HttpContext, failure);
        }
    }

    private ProblemHttpResult Away(HttpContext context, Exception failure)
    {
        Log.DatabaseAway(logger, context.Request.Method, context.Request.Path, failure.Message);
        return TypedResults.Problem(
            $"PostgreSQL, where reports are kept, does not answer: {failure.Message} Nothing that was accepted is lost; ask again in a moment.",
            statusCode: StatusCodes.Status503ServiceUnavailable,
            title: "Reports cannot be reached now.");
    }
}
