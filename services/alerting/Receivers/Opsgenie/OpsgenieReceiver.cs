using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Opsgenie;

/// <summary>Makes, acknowledges and closes alerts. The same request twice changes nothing there: an open alert is known by its alias.</summary>
internal sealed class OpsgenieReceiver(OpsgenieOptions options, PageOptions page, HttpSender http) : IReceiver
{
    public string Name => options.Name;

    public string Kind => "opsgenie";

    public bool SendResolved => options.SendResolved;

    public bool SendAcknowledged => options.SendAcknowledged;

    /// <summary>An alert ends under the alias it began with; a digest would leave it open.</summary>
    public bool TakesDigests => false;

    public string Destination => HttpAddress.Shown(options.BaseUrl);

    public string? Off => null;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var source = new JsonObject { ["source"] = notification.Fields?["source"] ?? page.AlertsUrl };
        if (!notification.IsFiring)
        {
            return await SendAsync(HttpMethod.Post, Of(notification, "close"), source, cancellationToken);
        }

        if (notification.IsAcknowledged)
        {
            return await SendAsync(HttpMethod.Post, Of(notification, "acknowledge"), source, cancellationToken);
        }

        var alert = OpsgenieAlert.Compose(notification, options, page);
        var outcome = await SendAsync(HttpMethod.Post, "v2/alerts", alert, cancellationToken);
        foreach (var part in options.UpdateAlerts && notification.Reason != NotifyReason.FirstNotification ? (string[])["message", "description"] : [])
        {
            outcome = outcome is Outcome.Delivered && alert[part] is { } text
                ? await SendAsync(HttpMethod.Put, Of(notification, part), new JsonObject { [part] = text.DeepClone() }, cancellationToken)
                : outcome;
        }

        // Nobody is to be left with the alert of a test.
        return outcome is Outcome.Delivered && notification.Reason == NotifyReason.Test ? await SendAsync(HttpMethod.Post, Of(notification, "close"), source, cancellationToken) : outcome;
    }

    private static string Of(Notification notification, string what) => $"v2/alerts/{notification.Thread}/{what}?identifierType=alias";

    private async Task<Outcome> SendAsync(HttpMethod method, string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"{options.BaseUrl.TrimEnd('/')}/{path}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Authorization", $"GenieKey {options.ApiKey}");
        return await http.SendAsync(request, cancellationToken);
    }
}
