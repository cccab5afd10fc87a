using System.Text.Json;

namespace PerfMonitor.Ingestion.Targets;

/// <summary>Reads what a person sends to be kept; what cannot be read is named by its field.</summary>
internal static class JsonInput
{
    public static async Task<(T? Input, IResult? Fault)> ReadAsync<T>(HttpRequest request, JsonSerializerOptions options, string thing, CancellationToken aborted)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            return (null, Results.Problem($"Send the {thing} as application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType, title: "The content type is not supported"));
        }

        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, options, aborted) is { } input
                ? (input, null)
                : (null, Results.Problem($"The body is null; send a {thing}.", statusCode: StatusCodes.Status400BadRequest, title: $"The {thing} cannot be read"));
        }
        catch (JsonException broken)
        {
            var field = broken.Path is { Length: > 2 } path ? path[2..] : "$";
            var problem = new HttpValidationProblemDetails(new Dictionary<string, string[]> { [field] = [$"cannot be read: line {broken.LineNumber + 1}, column {broken.BytePositionInLine + 1}"] })
            {
                Title = $"The {thing} cannot be read",
                Status = StatusCodes.Status400BadRequest,
            };
            return (null, Results.Problem(problem));
        }
    }
}
