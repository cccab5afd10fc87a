using System.Globalization;
using System.Net.Http.Headers;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Webhook;

/// <summary>Sends Alertmanager's payload to any address, signed where a secret is configured.</summary>
internal sealed class WebhookReceiver(WebhookOptions options, PageOptions page, HttpSender http, TimeProvider clock) : IReceiver
{
    public string Name => options.Name;

    public string Kind => "webhook";

    public bool SendResolved => options.SendResolved;

    public string Destination => HttpAddress.Shown(options.Url);

    public string? Off => options.Enabled ? null : "Enabled of this one of Channels:Webhooks is false";

    private KeyValuePair<string, string>? ContentType =>
        options.Headers.Where(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Select(header => (KeyValuePair<string, string>?)header).FirstOrDefault();

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var body = WebhookPayload.Write(notification, page);
        using var request = new HttpRequestMessage(new HttpMethod(options.Method), options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType?.Value ?? "application/json");
        request.Headers.Add("Idempotency-Key", notification.Id.ToString());
        foreach (var (name, value) in options.Headers.Where(header => header.Key != ContentType?.Key))
        {
            request.Headers.Add(name, value);
        }

        if (options.Secret.Length > 0)
        {
            var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
            request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add(WebhookSignature.Header, WebhookSignature.Compute(options.Secret, timestamp, body));
        }

        return await http.SendAsync(request, cancellationToken);
    }
}
