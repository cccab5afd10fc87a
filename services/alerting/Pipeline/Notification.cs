using System.Text.Json.Serialization;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Receivers.Templates;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>Why people are told.</summary>
internal enum NotifyReason
{
    FirstNotification,
    NewAlerts,
    SomeResolved,
    AllResolved,
    Repeat,
    Acknowledged,
    Digest,
    Escalated,
    Missed,
    Heartbeat,
    PreviousFailed,
    Test,
}

/// <summary>The moments of an alert's way to a person. Kept on every notification that a change caused; a repeat has no way to measure.</summary>
internal sealed record PathStamps(DateTimeOffset? SampleAt, DateTimeOffset? ChangedAt, DateTimeOffset? ReceivedAt, DateTimeOffset QueuedAt);

/// <summary>One message to one channel about one group: a snapshot, so that a second attempt says the same as the first.</summary>
internal sealed record Notification
{
    /// <summary>Alerts in one notification at most; the rest is counted in <see cref="TruncatedAlerts"/>.</summary>
    public const int MostAlerts = 100;

    public required Guid Id { get; init; }

    public required long GroupId { get; init; }

    public required string GroupKey { get; init; }

    public required string RouteId { get; init; }

    public required IReadOnlyDictionary<string, string> GroupLabels { get; init; }

    public required string Channel { get; init; }

    public required int Change { get; init; }

    public required NotifyReason Reason { get; init; }

    public required string ReasonText { get; init; }

    /// <summary>What fires, the worst first, then what has resolved since the last notification.</summary>
    public required IReadOnlyList<Alert> Alerts { get; init; }

    public int TruncatedAlerts { get; init; }

    /// <summary>Fingerprints this notification is the first to name; forgotten again if it cannot be delivered.</summary>
    public IReadOnlyList<string> NewlyTold { get; init; } = [];

    /// <summary>Fingerprints of which it is the first to say that somebody has them in hand; forgotten again if it cannot be delivered.</summary>
    public IReadOnlyList<string> NewlyTaken { get; init; } = [];

    /// <summary>When the channel was told of the group before; a reminder counts from then again if it cannot be delivered.</summary>
    public DateTimeOffset? ToldBefore { get; init; }

    /// <summary>Alerts whose end it tells to who was told that they fire; told again if it cannot be delivered.</summary>
    public IReadOnlyList<long> Ended { get; init; } = [];

    /// <summary>How often that was told before and did not arrive.</summary>
    public int Retold { get; init; }

    public required Guid Thread { get; init; }

    /// <summary>When the channel's digest is due that it waits for; null: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public required PathStamps Stamps { get; init; }

    /// <summary>The channel's own first line, where it has a template. Set when it is sent, never stored.</summary>
    public string? Headline { get; init; }

    /// <summary>The channel's own words in the place of the alerts' descriptions.</summary>
    public string? Body { get; init; }

    /// <summary>The receiver's name in Alertmanager's file, where the channel comes from one. Set when it is sent.</summary>
    [JsonIgnore]
    public string? Receiver { get; init; }

    /// <summary>What the receiver's fields in that file come to. Set when it is sent.</summary>
    [JsonIgnore]
    public FilledFields? Fields { get; init; }

    /// <summary>Who is told, as Alertmanager's clients know it.</summary>
    [JsonIgnore]
    public string ReceiverName => Receiver ?? Channel;

    public IEnumerable<Alert> Firing => Alerts.Where(alert => alert.IsOpen);

    public IEnumerable<Alert> Resolved => Alerts.Where(alert => !alert.IsOpen);

    public bool IsFiring => Alerts.Any(alert => alert.IsOpen);

    /// <summary>Whether somebody has taken all that is open of it.</summary>
    [JsonIgnore]
    public bool IsAcknowledged => IsFiring && Firing.All(static alert => alert.State == AlertState.Acknowledged);

    public Severity Severity => Alerts.Select(alert => alert.Severity).DefaultIfEmpty(Severity.Info).Max();
}
