namespace PerfMonitor.Alerting.Explanations;

/// <summary>How it stands between an alert and one channel.</summary>
internal enum ChannelStanding
{
    /// <summary>The channel has the news of it.</summary>
    Told,

    /// <summary>A message is decided on and waits for the channel: for its limit, its digest, another attempt.</summary>
    Queued,

    /// <summary>It is told when the group is looked at next.</summary>
    Due,

    /// <summary>It is put off: by the cooldown, by who has taken the alert, by the bound of its group.</summary>
    Silent,

    /// <summary>A stage holds the alert back.</summary>
    Held,

    /// <summary>It was over, and this channel was not told.</summary>
    Untold,

    /// <summary>The message is lost.</summary>
    Failed,

    /// <summary>The channel cannot work as it is configured.</summary>
    Off,
}

/// <summary>Why a channel was told of an alert or not.</summary>
/// <param name="Channel">Its name.</param>
/// <param name="Standing">In one word.</param>
/// <param name="Reason">In a sentence.</param>
/// <param name="Until">When that changes by itself, where it is known.</param>
/// <param name="Decision">What was decided for the whole group at its last look.</param>
/// <param name="Failure">Why the last message about the group did not arrive.</param>
internal sealed record ChannelExplanation(string Channel, ChannelStanding Standing, string Reason, DateTimeOffset? Until = null, string? Decision = null, string? Failure = null);

/// <summary>One way an alert takes: why this route, with whom it is told together, when these are looked at, and what becomes of it in each channel.</summary>
/// <param name="Key">The group.</param>
/// <param name="Route">The route.</param>
/// <param name="Matched">Why the route takes it.</param>
/// <param name="Members">Alerts in the group; 0 where the alert is in it no longer.</param>
/// <param name="NextFlushAt">When the group is looked at next.</param>
/// <param name="NextFlushReason">Why then.</param>
/// <param name="Held">What held the alert back at the last look.</param>
/// <param name="Channels">In the order of the route.</param>
internal sealed record GroupExplanation(
    string Key, string Route, string Matched, int Members, DateTimeOffset? NextFlushAt, string? NextFlushReason, Pipeline.Hold? Held, IReadOnlyList<ChannelExplanation> Channels);
