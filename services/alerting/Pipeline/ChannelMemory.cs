namespace PerfMonitor.Alerting.Pipeline;

/// <summary>What one channel has been told about one group.</summary>
internal sealed record ChannelMemory(string Channel)
{
    /// <summary>Counts the notifications; together with group and channel it names one.</summary>
    public int Change { get; init; }

    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>Fingerprints the channel's readers believe to be firing.</summary>
    public IReadOnlySet<string> Told { get; init; } = new HashSet<string>();

    /// <summary>Those of them the channel knows to be in somebody's hands.</summary>
    public IReadOnlySet<string> Acknowledged { get; init; } = new HashSet<string>();

    /// <summary>When it heard of the end of alerts, by fingerprint, while the route's cooldown counts from then; at most <see cref="AlertGroup.MostMembers"/>, the newest.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Ended { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>The notification that began the present conversation; all that follow until everything is resolved are answers to it.</summary>
    public Guid? Thread { get; init; }

    /// <summary>Why the last notification did not arrive, where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>How many in a row did not arrive.</summary>
    public int Losses { get; init; }

    /// <summary>When the last of them was lost.</summary>
    public DateTimeOffset? LostAt { get; init; }

    /// <summary>The last decision, in words.</summary>
    public string? Decision { get; init; }
}
