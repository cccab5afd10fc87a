using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.PagerDuty;

/// <summary>Triggers, acknowledges and resolves incidents. The same event twice changes nothing there.</summary>
internal sealed class PagerDutyReceiver(PagerDutyOptions options, PageOptions page, HttpSender http) : IReceiver
{
    public string Name => options.Name;

    public string Kind => "pagerduty";

    public bool SendResolved => options.SendResolved;

    public bool SendAcknowledged => options.SendAcknowledged;

    /// <summary>An incident ends under the key it began with; a digest would leave it open.</summary>
    public bool TakesDigests => false;

    public string Destination => HttpAddress.Shown(options.BaseUrl);

    public string? Off => null;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var (message, headline) = (PagerDutyEvent.Compose(notification, options, page), Wording.Headline(notification));
        var outcome = await PostAsync(message, headline, cancellationToken);

        // Nobody is to be left with the incident of a test.
        return outcome is Outcome.Delivered && notification.Reason == NotifyReason.Test
            ? await PostAsync(new JsonObject { ["routing_key"] = (string?)message["routing_key"], ["event_action"] = "resolve", ["dedup_key"] = notification.Thread.ToString() }, headline, cancellationToken)
            : outcome;
    }

    private async Task<Outcome> PostAsync(JsonObject message, string headline, CancellationToken cancellationToken)
    {
        var (path, body) = options.IsFirstVersion ? (PagerDutyEventV1.Path, PagerDutyEventV1.Of(message, headline)) : ("v2/enqueue", message);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.BaseUrl.TrimEnd('/')}/{path}") { Content = JsonContent.Create(body) };
        RequestSecrets.Keep(request, (string)message["routing_key"]!);
        return await http.SendAsync(request, options.IsFirstVersion ? PagerDutyEventV1.Classify : HttpSender.Classify, cancellationToken);
    }
}
