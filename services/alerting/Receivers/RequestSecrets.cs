namespace PerfMonitor.Alerting.Receivers;

/// <summary>Takes out of an answer what only the request was to know: servers like to repeat the path or a header they did not accept.</summary>
internal static class RequestSecrets
{
    // Shorter words are names, and would be missed in the answer.
    private const int Shortest = 8;

    private const string Hidden = "…";

    // What the request carries that is no secret and that people look for.
    private static readonly string[] Public = ["Idempotency-Key", "X-PerfMonitor-Timestamp", "User-Agent"];

    /// <summary>The text without the path, its longer parts, the query, user information, and the values of headers.</summary>
    public static string Hide(string text, HttpRequestMessage request) => Of(request)
        .Where(static secret => secret.Length >= Shortest)
        .SelectMany(static secret => new[] { secret, Uri.UnescapeDataString(secret) })
        .Distinct()
        .OrderByDescending(static secret => secret.Length)
        .Aggregate(text, static (rest, secret) => rest.Replace(secret, Hidden, StringComparison.Ordinal));

    private static IEnumerable<string> Of(HttpRequestMessage request)
    {
        var url = request.RequestUri!;
        var headers = request.Headers.Where(static header => !Public.Contains(header.Key)).SelectMany(static header => header.Value);
        return [url.PathAndQuery, url.AbsolutePath, url.Query, url.UserInfo, .. url.AbsolutePath.Split('/'), .. url.Query.Split('?', '&', '='), .. headers.SelectMany(static value => value.Split(' ').Append(value))];
    }
}
