using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>A channel whose messages somebody else words.</summary>
internal abstract class WordedReceiver(IReceiver inner) : IReceiver
{
    public string Name => inner.Name;

    public string Kind => inner.Kind;

    public string Destination => inner.Destination;

    public bool SendResolved => inner.SendResolved;

    public bool SendAcknowledged => inner.SendAcknowledged;

    public TimeSpan? DigestEvery => inner.DigestEvery;

    public bool TakesDigests => inner.TakesDigests;

    public LimitOptions? UsualLimit => inner.UsualLimit;

    public string? Off => inner.Off;

    public bool IsUsable => inner.IsUsable;

    public IReceiver Inner => inner;

    public abstract string? Problem { get; }

    public abstract Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken);

    /// <summary>Sends it, and says in the delivery's record too where the words are not those that were meant.</summary>
    protected async Task<Outcome> SendWordedAsync(Notification notification, CancellationToken cancellationToken)
    {
        var outcome = await inner.SendAsync(notification, cancellationToken);
        return outcome is Outcome.Delivered && Problem is { } problem ? new Outcome.Delivered(outcome.Reason is { } reason ? $"{reason}; {problem}" : problem) : outcome;
    }
}
