using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Teams;

/// <summary>Posts an Adaptive Card to a Teams workflow.</summary>
internal sealed class TeamsReceiver(TeamsOptions options, PageOptions page, HttpSender http) : IReceiver
{
    public string Name => options.Name;

    public string Kind => "teams";

    // The Teams connector of Power Automate takes 25 posts of a connection in 300 s.
    public LimitOptions? UsualLimit => new() { Most = 20, Per = TimeSpan.FromMinutes(5) };

    public bool SendResolved => options.SendResolved;

    public string Destination => HttpAddress.Shown(options.WebhookUrl);

    public string? Off => null;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.WebhookUrl) { Content = JsonContent.Create(Compose(notification)) };
        return await http.SendAsync(request, Classify, cancellationToken);
    }

    private JsonObject Compose(Notification notification) =>
        notification.Fields is { IsWorded: true } fields ? TeamsCard.Compose(fields, notification) : TeamsCard.Compose(notification, page);

    /// <summary>Older connectors answer 200 also when Teams itself refused, with the refusal in the body.</summary>
    public static Outcome Classify(HttpAnswer answer) =>
        HttpSender.Classify(answer) is Outcome.Delivered && answer.Body.Contains("HTTP error 429", StringComparison.OrdinalIgnoreCase)
            ? new Outcome.RetryLater(answer.Excerpt, answer.After)
            : HttpSender.Classify(answer);
}
