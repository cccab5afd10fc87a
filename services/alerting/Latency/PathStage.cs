using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Latency;

/// <summary>A part of an alert's way, and how long it took.</summary>
/// <param name="Name">One of <see cref="PathStages"/>.</param>
/// <param name="Took">Never negative: a sample whose clock is ahead took no time.</param>
internal readonly record struct PathStage(string Name, TimeSpan Took);

/// <summary>The parts of the way from a sample to a person. They follow each other, and <see cref="Total"/> is their sum.</summary>
internal static class PathStages
{
    /// <summary>From the sample's own time until its rule fired: receiving, window, evaluation, and the rule's <c>for</c>.</summary>
    public const string Evaluate = "evaluate";

    /// <summary>From the rule until alerting had the event: outbox and bus.</summary>
    public const string Publish = "publish";

    /// <summary>From the event until the pipeline decided to tell somebody: group_wait, silences, cool-down.</summary>
    public const string Decide = "decide";

    /// <summary>From the decision until the channel took the message: digest, retries, the channel's answer.</summary>
    public const string Deliver = "deliver";

    /// <summary>From the sample until the channel took the message.</summary>
    public const string Total = "total";

    /// <summary>In the order they happen, the sum last.</summary>
    public static IReadOnlyList<string> All { get; } = [Evaluate, Publish, Decide, Deliver, Total];

    /// <summary>The stages whose two ends are known. A repeat or a test has only its delivery, the end of an alert no sample.</summary>
    public static IEnumerable<PathStage> Of(PathStamps stamps, DateTimeOffset deliveredAt)
    {
        (string Name, DateTimeOffset? From, DateTimeOffset? To)[] parts =
        [
            (Evaluate, stamps.SampleAt, stamps.ChangedAt),
            (Publish, stamps.ChangedAt, stamps.ReceivedAt),
            (Decide, stamps.ReceivedAt, stamps.QueuedAt),
            (Deliver, stamps.QueuedAt, deliveredAt),
            (Total, stamps.SampleAt, deliveredAt),
        ];
        return parts
            .Where(static part => part is { From: not null, To: not null })
            .Select(static part => new PathStage(part.Name, part.To!.Value > part.From!.Value ? part.To.Value - part.From.Value : TimeSpan.Zero));
    }
}
