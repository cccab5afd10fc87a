using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Answers a request that cannot be read with the place where it cannot, in every environment.</summary>
internal sealed partial class UnreadableRequest : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        var detail = bad.InnerException is JsonException json
            ? string.Create(CultureInfo.InvariantCulture, $"The body is not the JSON expected here: {Unknown(json)}look at {json.Path ?? "$"}, line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.")
            : bad.Message;
        await TypedResults.Problem(detail, statusCode: bad.StatusCode, title: "Unreadable request").ExecuteAsync(httpContext);
        return true;
    }

    // The message names the property, which the path does not, and the type it is not in: the caller knows properties, not types.
    private static string Unknown(JsonException json) => UnknownProperty().Match(json.Message) is { Success: true } found ? $"there is no property '{found.Groups[1]}' here; " : "";

    [GeneratedRegex(@"^The JSON property '([^']*)' could not be mapped to any \.NET member")]
    private static partial Regex UnknownProperty();
}
