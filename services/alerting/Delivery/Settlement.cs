using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Delivery;

/// <summary>Where a notification stands.</summary>
internal enum NotificationStatus
{
    Pending,
    Sending,
    Delivered,

    /// <summary>The channel will never take it.</summary>
    Rejected,

    /// <summary>Every attempt failed.</summary>
    Failed,
}

/// <summary>What is done with a notification after an attempt.</summary>
/// <param name="Status">Where it stands now.</param>
/// <param name="At">When the attempt ended.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Reason">What came of it, in words.</param>
/// <param name="NextAttemptAt">When to try again, where it is to be tried again.</param>
internal sealed record Settlement(NotificationStatus Status, DateTimeOffset At, TimeSpan Took, string? Reason, DateTimeOffset? NextAttemptAt)
{
    /// <summary>Until when the whole channel is left alone; null: the others go on.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>It is to be tried again only for some of its recipients.</summary>
    public bool Reached { get; init; }

    public bool IsLost => Status is NotificationStatus.Rejected or NotificationStatus.Failed;

    /// <summary>The same for a part of a digest.</summary>
    public Settlement InDigest(int parts) => this with { Reason = Reason ?? $"in a digest of {parts}" };

    /// <summary>Channels ask for less patience than this; a larger wish is cut.</summary>
    private static readonly TimeSpan MostPatience = TimeSpan.FromHours(1);

    /// <summary>Doubling waits, or what the channel asks for; bounded attempts. What the channel asks for holds for all that is to go there.</summary>
    public static Settlement After(Outcome outcome, int attempt, TimeSpan took, DeliveryOptions options, DateTimeOffset now) => outcome switch
    {
        Outcome.Delivered => new(NotificationStatus.Delivered, now, took, outcome.Reason, null),
        Outcome.Rejected => new(NotificationStatus.Rejected, now, took, outcome.Reason, null),
        Outcome.RetryLater { Reached: true } some when attempt >= options.MaximumAttempts => new(
            NotificationStatus.Delivered, now, took, $"delivered, but not to all: gave up after {Text.Count(attempt, "attempt")}: {some.Reason}", null),
        Outcome.RetryLater last when attempt >= options.MaximumAttempts => new(
            NotificationStatus.Failed, now, took, $"gave up after {Text.Count(attempt, "attempt")}: {last.Reason}", null)
        { PausedUntil = now + Asked(last) },
        Outcome.RetryLater later => new(NotificationStatus.Pending, now, took, later.Reason, now + Wait(later, attempt, options)) { PausedUntil = now + Asked(later), Reached = later.Reached },
        _ => throw new InvalidOperationException($"No such outcome: {outcome}."),
    };

    private static TimeSpan Wait(Outcome.RetryLater later, int attempt, DeliveryOptions options)
    {
        // 2^30 seconds are beyond any LongestRetry; more would overflow.
        var doubled = options.FirstRetry * Math.Pow(2, Math.Min(attempt - 1, 30));
        var backOff = doubled < options.LongestRetry ? doubled : options.LongestRetry;
        return Asked(later) is { } asked && asked > backOff ? asked : backOff;
    }

    private static TimeSpan? Asked(Outcome.RetryLater later) => later.After is { } after && after > TimeSpan.Zero ? (after < MostPatience ? after : MostPatience) : null;
}
