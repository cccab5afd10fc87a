using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace PerfMonitor.Web.Edge;

/// <summary>Turns what can go wrong with a request into an answer that says so.</summary>
internal sealed partial class ErrorAnswers(IProblemDetailsService problems) : IExceptionHandler
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
        // A JSON error names the place: path, line, byte.
        BadHttpRequestException { InnerException: JsonException json } bad => (bad.StatusCode, $"The body is not the JSON expected here: {WithoutType(json.Message)}"),
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        NpgsqlException => (StatusCodes.Status503ServiceUnavailable, "The database of accounts does not answer. Try again shortly."),
        _ => (StatusCodes.Status500InternalServerError, null),
    };

    // "The JSON property 'rol' could not be mapped to any .NET member contained in type 'X'.": the caller knows properties, not types.
    private static string WithoutType(string message) => UnknownProperty().Replace(message, "There is no property '$1' here.");

    [GeneratedRegex(@"The JSON property '([^']*)' could not be mapped to any \.NET member contained in type '[^']*'\.")]
    private static partial Regex UnknownProperty();
}
