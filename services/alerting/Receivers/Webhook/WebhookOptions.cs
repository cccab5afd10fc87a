using System.Net.Http.Headers;

namespace PerfMonitor.Alerting.Receivers.Webhook;

/// <summary>One webhook (section <c>Channels:Webhooks:N</c>).</summary>
internal sealed class WebhookOptions : IChannelOptions
{
    private static readonly string[] OwnHeaders = ["Content-Length", "Host", "Idempotency-Key", WebhookSignature.Header, WebhookSignature.TimestampHeader];

    /// <summary>The name routes use. Default: <c>webhook</c>.</summary>
    public string Name { get; init; } = "webhook";

    /// <summary>Whether the channel is used. Default: yes.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Where to send. May hold a secret: never logged, shown only as its host.</summary>
    public string Url { get; init; } = "";

    /// <summary><c>POST</c> or <c>PUT</c>. Default: <c>POST</c>.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>Further headers, for example <c>Authorization</c>; <c>Content-Type</c> replaces <c>application/json</c>. Never logged.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Key that requests are signed with (HMAC-SHA256). Empty: not signed. Never logged.</summary>
    public string Secret { get; init; } = "";

    /// <summary>Whether to tell that something has resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (!HttpAddress.IsValid(Url))
        {
            yield return ("Url", "is not an address such as https://example.org/hook.");
        }

        if (Method is not ("POST" or "PUT"))
        {
            yield return ("Method", $"'{Method}' is neither POST nor PUT.");
        }

        using var probe = new HttpRequestMessage();
        foreach (var (name, value) in Headers)
        {
            if (OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                yield return ($"Headers:{name}", "is set by PerfMonitor itself.");
            }
            else if (!TryAdd(probe, name, value))
            {
                yield return ($"Headers:{name}", "is not a header that a request can carry.");
            }
        }
    }

    private static bool TryAdd(HttpRequestMessage request, string name, string value)
    {
        if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
        {
            return MediaTypeHeaderValue.TryParse(value, out _);
        }

        try
        {
            request.Headers.Add(name, value);
            return true;
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}
