using MassTransit;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Heartbeats;

/// <summary>The channel that heartbeats come out of: tells the bus, and the address outside where there is one. It is in no route.</summary>
internal sealed class HeartbeatReceiver(HeartbeatOptions options, HttpSender http, IPublishEndpoint bus, TimeProvider clock) : IReceiver
{
    public const string ChannelName = "heartbeat";

    // An address outside that hangs must not make those inside believe that alerting is broken.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

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
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await http.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Outcome.RetryLater($"no answer within {Text.Of(Patience)}");
        }
    }
}
