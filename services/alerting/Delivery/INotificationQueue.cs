using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Delivery;

/// <summary>Notifications that wait for their channel.</summary>
internal interface INotificationQueue
{
    /// <summary>
    /// Up to <paramref name="most"/> notifications of a channel that are due, marked as being sent until the lease is over.
    /// Never two of one group: a later one waits until the earlier is settled, so that an all-clear does not overtake the alarm. Nor one of
    /// <paramref name="underWay"/>, which the caller itself is sending, or has sent and not recorded yet, although its lease may be over. What waits only
    /// for some of its recipients keeps nothing else waiting, nor what waits for its digest until that is due. None while the channel wants to be left alone. With
    /// <paramref name="criticalOnly"/> only those with a critical alert, and those that keep such a one waiting.
    /// </summary>
    Task<IReadOnlyList<Claim>> ClaimAsync(string channel, int most, bool criticalOnly, DateTimeOffset now, TimeSpan lease, Guid[] underWay, CancellationToken cancellationToken);

    /// <summary>What the channel has been told since then, and what waits for it.</summary>
    Task<Traffic> TrafficAsync(string channel, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Everything of a channel that is due, marked as being sent in one message; of a group also several, but none without those before it that are not
    /// settled. A digest that did not arrive is claimed again when it is due, as it was and under its id, before a new one is made.
    /// Nothing of <paramref name="underWay"/>, and nothing while the channel wants to be left alone.
    /// </summary>
    Task<DigestClaim?> ClaimDigestAsync(string channel, DateTimeOffset now, TimeSpan lease, Guid[] underWay, CancellationToken cancellationToken);

    /// <summary>What the channel lost is told again at the next look of each group, however often it did not arrive: it may have been mended.</summary>
    Task ForgetLossesAsync(string channel, CancellationToken cancellationToken);

    /// <summary>Writes down what came of an attempt; false where the lease was lost and another instance has taken over.</summary>
    Task<bool> RecordAsync(Claim claim, Settlement settlement, CancellationToken cancellationToken);
}

/// <summary>The right and the duty to send a notification once. Attempts count from 1; who has lost the lease records nothing.</summary>
internal sealed record Claim(Notification Notification, int Attempt, Guid Lease)
{
    /// <summary>What a digest is made of; each part is settled with it.</summary>
    public IReadOnlyList<Claim> Parts { get; init; } = [];

    /// <summary>
    /// Why some recipients do not have it, where the others do and a later message of the group is on its way to all: it is not sent again, or they would
    /// hear of the alarm after its end. Null where it is to be sent.
    /// </summary>
    public string? Superseded { get; init; }

    /// <summary>Alerts, by fingerprint, of which a later message of the group has told that passed this one: what that said of them is newer.</summary>
    public IReadOnlyList<string> ToldSince { get; init; } = [];

    /// <summary>The notification with what nobody has told since; null where nothing of it is left.</summary>
    public Notification? News => ToldSince.Count == 0 ? Notification
        : Notification.Alerts.Where(alert => !ToldSince.Contains(alert.Fingerprint)).ToList() is { Count: > 0 } left ? Notification with { Alerts = left }
        : null;

    /// <summary>Why it is settled without being sent; null where it is sent.</summary>
    public string? Needless =>
        Superseded is { } left ? $"delivered, but not to all: {left}; they are told by a later message of the group"
        : News is null ? "not sent: a later message of the group has told all of it"
        : null;
}

/// <summary>Notifications that go out as one, under the digest's id.</summary>
internal sealed record DigestClaim(Guid Id, IReadOnlyList<Claim> Parts);
