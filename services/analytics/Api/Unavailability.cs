using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Api;

/// <summary>Says why an endpoint cannot answer: PostgreSQL is away, the history cannot be read, a query exceeds a bound.</summary>
internal sealed class Unavailability : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (NpgsqlException failure) when (failure.IsTransient)
        {
            return Away($"PostgreSQL does not answer: {failure.Message} Ask again in a moment.");
        }
        catch (HistoryUnavailableException failure)
        {
            return Away(failure.Message);
        }
        catch (PromTimeoutException failure)
        {
            return Away(failure.Message);
        }
        catch (PromQueryException failure)
        {
            return TypedResults.Problem(failure.Message, statusCode: StatusCodes.Status422UnprocessableEntity, title: "A query cannot be answered");
        }
    }

    private static ProblemHttpResult Away(string reason) => TypedResults.Problem(reason, statusCode: StatusCodes.Status503ServiceUnavailable, title: "The history cannot be asked now");
}
