using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using PerfMonitor.Analytics.Archive;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Analytics.Api;

/// <summary>What the endpoints of the Prometheus API have in common: GET and form POST, the frame around data and errors, gzip, timing.</summary>
internal static class ApiEndpoint
{
    // The answer is never put into a page unescaped; this keeps labels readable.
    public static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Maps an endpoint for viewers, unless more is required of the caller.</summary>
    public static RouteHandlerBuilder MapProm(this IEndpointRouteBuilder routes, string path, Func<HttpContext, ApiParameters, Task<ApiAnswer>> answer, params IReadOnlyList<string> methods)
    {
        return Map(routes, path, methods.Count > 0 ? methods : ["GET"], async (context, parameters) => await WriteAsync(context, await answer(context, parameters)));
    }

    /// <summary>Maps an endpoint for viewers that writes its answer itself; errors before its first byte are answered as everywhere.</summary>
    public static void MapStream(this IEndpointRouteBuilder routes, string path, Func<HttpContext, ApiParameters, Task> answer) => Map(routes, path, ["GET", "POST"], answer);

    private static RouteHandlerBuilder Map(IEndpointRouteBuilder routes, string path, IEnumerable<string> methods, Func<HttpContext, ApiParameters, Task> answer)
    {
        var name = path.TrimStart('/');
        return routes.MapMethods($"/api/v1{path}", methods, async (HttpContext context, AnalyticsMetrics metrics, ILoggerFactory loggers) =>
        {
            var started = Stopwatch.GetTimestamp();
            var outcome = await RunAsync(context, answer, loggers.CreateLogger(typeof(ApiEndpoint)));
            metrics.QueryEnded(name, outcome, Stopwatch.GetElapsedTime(started));
        }).RequireAuthorization(Roles.Viewer);
    }

    private static async Task<string> RunAsync(HttpContext context, Func<HttpContext, ApiParameters, Task> answer, ILogger logger)
    {
        try
        {
            await answer(context, await ApiParameters.ReadAsync(context));
            return "success";
        }
        catch (Exception failure) when (Translate(failure, context.RequestAborted) is { } error)
        {
            if (!context.Response.HasStarted)
            {
                await WriteErrorAsync(context, error);
            }
            else if (error.ErrorType != ApiException.Canceled)
            {
                // A cut connection is the only way left to say that the answer is not whole.
                logger.AnswerBrokenOff(context.Request.Path, error.Message);
                context.Abort();
            }

            return error.ErrorType;
        }
    }

    private static ApiException? Translate(Exception failure, CancellationToken aborted) => failure switch
    {
        ApiException error => error,
        PromParseException error => ApiException.Invalid("query", error.Message),
        PromQueryException error => new ApiException(error.ErrorType, error.Message),
        ArchiveRefusedException error => new ApiException(ApiException.BadData, error.Message),
        HistoryUnavailableException error => new ApiException(ApiException.Unavailable, error.Message),
        OperationCanceledException when aborted.IsCancellationRequested => new ApiException(ApiException.Canceled, "the client went away"),
        OperationCanceledException => new ApiException(ApiException.Timeout, "query timed out in expression evaluation"),
        _ => null,
    };

    private static Task WriteAsync(HttpContext context, ApiAnswer answer) => WriteAsync(context, async (json, cancellationToken) =>
    {
        json.WriteStartObject();
        json.WriteString("status", "success");
        json.WritePropertyName("data");
        await answer.WriteDataAsync(json, cancellationToken);
        WriteRemarks(json, "warnings", answer.Warnings);
        WriteRemarks(json, "infos", answer.Infos);
        json.WriteEndObject();
    });

    private static Task WriteErrorAsync(HttpContext context, ApiException error)
    {
        context.Response.StatusCode = ApiException.StatusOf(error.ErrorType);
        return WriteAsync(context, (json, _) =>
        {
            json.WriteStartObject();
            json.WriteString("status", "error");
            json.WriteString("errorType", error.ErrorType);
            json.WriteString("error", error.Message);
            json.WriteEndObject();
            return Task.CompletedTask;
        });
    }

    /// <summary>Sends an answer with its length and in one piece, unless what writes it has sent some of it already.</summary>
    internal static async Task WriteAsync(HttpContext context, Func<Utf8JsonWriter, CancellationToken, Task> write)
    {
        context.Response.ContentType = "application/json";

        // Not disposed, which would send what an answer that failed had come to.
        var json = new Utf8JsonWriter(context.Response.Body, Json);
        await write(json, context.RequestAborted);
        if (json.BytesCommitted == 0)
        {
            context.Response.ContentLength = json.BytesPending;
        }

        await json.FlushAsync(context.RequestAborted);
    }

    private static void WriteRemarks(Utf8JsonWriter json, string name, IReadOnlyList<string> remarks)
    {
        if (remarks.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var remark in remarks)
        {
            json.WriteStringValue(remark);
        }

        json.WriteEndArray();
    }
}
