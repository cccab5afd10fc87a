using MassTransit;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Heartbeats;

/// <summary>The channel that heartbeats come out of: tells the bus, and the address outside where there is one. It is in no route.</summary>
internal sealed class HeartbeatReceiver(HeartbeatOptions options, HttpSender http, IPublishEndpoint bus, TimeProvider clock) : IReceiver
{
    public const string ChannelName = "heartbeat";

    public string Name => ChannelName;

    public string Kind => ChannelName;

    public string Destination => options.Url.Length == 0 ? "the page" : $"the page and {HttpAddress.Shown(options.Url)}";

    public bool SendResolved => false;

    public string? Off => null;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        // Outside first: the bus may be what is away, and then whoever watches from outside is to hear as long as people can be told.
        var outside = options.Url.Length == 0 ? new Outcome.Delivered() : await CallAsync(cancellationToken);
        await bus.Publish(new HeartbeatDelivered { SentAt = notification.Stamps.ChangedAt!.Value, DeliveredAt = clock.GetUtcNow() }, cancellationToken);

        // Not worth another attempt: the next heartbeat is one.
        return outside is Outcome.RetryLater later ? new Outcome.Rejected(later.Reason!) : outside;
    }

    private async Task<Outcome> CallAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url);
        return await http.SendAsync(request, cancellationToken);
    }
}
