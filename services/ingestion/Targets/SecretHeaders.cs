namespace PerfMonitor.Ingestion.Targets;

/// <summary>
/// Headers whose values are credentials. They are written, sent, and never shown: an answer holds <see cref="Mask"/> in their place,
/// and a change that brings the mask back keeps the value.
/// </summary>
internal static class SecretHeaders
{
    public const string Mask = "********";

    private static readonly string[] Words = ["authorization", "cookie", "token", "key", "secret", "password"];

    public static bool IsSecret(string name) => Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The headers to send to an address: credentials stay with the one they were given for.</summary>
    public static IEnumerable<KeyValuePair<string, string>> For(Uri url, Uri given, IReadOnlyDictionary<string, string> headers)
    {
        var sameOrigin = Uri.Compare(url, given, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
        return headers.Where(header => sameOrigin || !IsSecret(header.Key));
    }

    public static Dictionary<string, string> Masked(IReadOnlyDictionary<string, string> headers) =>
        headers.ToDictionary(header => header.Key, header => IsSecret(header.Key) ? Mask : header.Value);

    /// <summary>The headers of a change, masks replaced by what was there before.</summary>
    public static Dictionary<string, string> Restored(IReadOnlyDictionary<string, string> headers, IReadOnlyDictionary<string, string> before) =>
        headers.ToDictionary(header => header.Key, header => header.Value == Mask && before.TryGetValue(header.Key, out var value) ? value : header.Value);

    /// <summary>The credentials among the headers.</summary>
    public static Dictionary<string, string> Of(IReadOnlyDictionary<string, string> headers) =>
        headers.Where(header => IsSecret(header.Key)).ToDictionary(header => header.Key, header => header.Value);

    /// <summary>The headers with credentials in place of their masks; a header whose credential is not known is left out, and named in the note.</summary>
    public static (Dictionary<string, string> Headers, string? Note) Unmasked(IReadOnlyDictionary<string, string> headers, Func<string, string?> secret)
    {
        var known = headers.Select(header => (header.Key, Value: header.Value == Mask ? secret(header.Key) : header.Value)).ToList();
        var unknown = known.Where(header => header.Value is null).Select(header => header.Key).ToList();
        return (
            known.Where(header => header.Value is not null).ToDictionary(header => header.Key, header => header.Value!),
            unknown.Count == 0 ? null : $"without the header {string.Join(", ", unknown)}, whose value the backup does not hold; enter it again");
    }
}
