using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Pushover;

/// <summary>Tells phones through Pushover. Its API knows no idempotency key: a process that dies between its answer and our record tells twice.</summary>
internal sealed class PushoverReceiver(PushoverOptions options, PageOptions page, HttpSender http) : IReceiver
{
    public string Name => options.Name;

    public string Kind => "pushover";

    // A phone that rings; Pushover itself counts by the month.
    public LimitOptions? UsualLimit => new() { Most = 20, Per = TimeSpan.FromMinutes(10) };

    public bool SendResolved => options.SendResolved;

    public string Destination => HttpAddress.Shown(options.BaseUrl);

    public string? Off => null;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.BaseUrl.TrimEnd('/')}/1/messages.json") { Content = new FormUrlEncodedContent(PushoverMessage.Compose(notification, options, page)) };
        RequestSecrets.Keep(request, options.Token, options.UserKey);
        return await http.SendAsync(request, cancellationToken);
    }
}
