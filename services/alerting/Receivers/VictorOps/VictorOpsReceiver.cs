using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.VictorOps;

/// <summary>Begins, acknowledges and ends incidents. The same event twice changes nothing there.</summary>
internal sealed class VictorOpsReceiver(VictorOpsOptions options, PageOptions page, HttpSender http) : IReceiver
{
    public string Name => options.Name;

    public string Kind => "victorops";

    public bool SendResolved => options.SendResolved;

    public bool SendAcknowledged => options.SendAcknowledged;

    /// <summary>An incident ends under the id it began with; a digest would leave it open.</summary>
    public bool TakesDigests => false;

    public string Destination => $"{options.RoutingKey} at {HttpAddress.Shown(options.BaseUrl)}";

    public string? Off => null;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var message = VictorOpsEvent.Compose(notification, page);
        var outcome = await PostAsync(notification, message, cancellationToken);
        if (outcome is not Outcome.Delivered || notification.Reason != NotifyReason.Test)
        {
            return outcome;
        }

        // Nobody is to be left with the incident of a test.
        message["message_type"] = "RECOVERY";
        return await PostAsync(notification, message, cancellationToken);
    }

    private async Task<Outcome> PostAsync(Notification notification, JsonObject message, CancellationToken cancellationToken)
    {
        var route = Uri.EscapeDataString(notification.Fields?["routing_key"] ?? options.RoutingKey);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.BaseUrl.TrimEnd('/')}/{options.ApiKey}/{route}") { Content = JsonContent.Create(message) };
        return await http.SendAsync(request, cancellationToken);
    }
}
