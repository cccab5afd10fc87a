using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>One configured channel: knows how to put a notification into its form and whether a failure is worth another attempt.</summary>
internal interface IReceiver
{
    /// <summary>The name routes use.</summary>
    string Name { get; }

    /// <summary>What it is, for example <c>email</c>.</summary>
    string Kind { get; }

    /// <summary>Where it goes, without anything secret.</summary>
    string Destination { get; }

    /// <summary>Whether it wants to hear that something has resolved.</summary>
    bool SendResolved { get; }

    /// <summary>Whether it wants to hear that somebody has taken what it was told of.</summary>
    bool SendAcknowledged => false;

    /// <summary>How often it wants to hear of what is not critical, all at once; null: at once.</summary>
    TimeSpan? DigestEvery => null;

    /// <summary>Whether many notifications can be told in one message.</summary>
    bool TakesDigests => true;

    /// <summary>How much it is told at most where nothing else is configured (<c>Delivery:Limits</c>); null: no limit, for what machines read and what takes no digests.</summary>
    LimitOptions? UsualLimit => null;

    /// <summary>Why it cannot work as it is configured; null where it can.</summary>
    string? Off { get; }

    /// <summary>Whether any message can arrive; where none can, each is refused with the reason, so that it is seen as lost.</summary>
    bool IsUsable => Off is null;

    /// <summary>What is wrong although it works, for example a broken template.</summary>
    string? Problem => null;

    /// <summary>The channel itself, where this one only words its messages.</summary>
    IReceiver Inner => this;

    Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken);
}
