namespace PerfMonitor.Alerting.Receivers;

/// <summary>Takes out of an answer what only the request was to know: servers like to repeat the path or a header they did not accept.</summary>
internal static class RequestSecrets
{
    // Shorter words are names, and would be missed in the answer.
    private const int Shortest = 8;

    private const string Hidden = "…";

    private static readonly HttpRequestOptionsKey<IReadOnlyList<string>> InBody = new("PerfMonitor.Secrets");

    // What the request carries that is no secret and that people look for.
    private static readonly string[] Public = ["Idempotency-Key", "X-PerfMonitor-Timestamp", "User-Agent"];

    /// <summary>Says which secrets the request's body holds; what stands elsewhere in it is known.</summary>
    public static void Keep(HttpRequestMessage request, params IReadOnlyList<string> secrets) => request.Options.Set(InBody, secrets);

    /// <summary>The text without what the body was said to hold, the path, its longer parts, the query, user information, and the values of headers.</summary>
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
        return [.. request.Options.TryGetValue(InBody, out var kept) ? kept : [], url.PathAndQuery, url.AbsolutePath, url.Query, url.UserInfo, .. url.AbsolutePath.Split('/'), .. url.Query.Split('?', '&', '='), .. headers.SelectMany(static value => value.Split(' ').Append(value))];
    }
}
