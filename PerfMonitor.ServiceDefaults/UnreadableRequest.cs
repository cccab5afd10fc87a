using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Answers a request that cannot be read with the place where it cannot, in every environment.</summary>
internal sealed class UnreadableRequest : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        var detail = bad.InnerException is JsonException json
            ? string.Create(CultureInfo.InvariantCulture, $"The body is not the JSON expected here: look at {json.Path ?? "$"}, line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.")
            : bad.Message;
        await TypedResults.Problem(detail, statusCode: bad.StatusCode, title: "Unreadable request").ExecuteAsync(httpContext);
        return true;
    }
}
