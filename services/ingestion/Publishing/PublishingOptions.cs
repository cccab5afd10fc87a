using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>How samples go on the bus (section <c>Publishing</c>).</summary>
internal sealed class PublishingOptions
{
    /// <summary>
    /// Most samples that wait in front of one partition's queue; beyond it senders are told to come again. One request may go beyond it
    /// when nothing else waits. Default 250,000, about 8 MB.
    /// </summary>
    [Range(1, 100_000_000)]
    public int MaximumQueuedSamples { get; init; } = 250_000;

    /// <summary>Most samples in one message. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaximumBatchSamples { get; init; } = 10_000;

    /// <summary>Most bytes in one message, as far as estimated before it is written. Default 1 MB.</summary>
    [Range(1_024, 64 * 1_024 * 1_024)]
    public int MaximumBatchBytes { get; init; } = 1_024 * 1_024;

    /// <summary>How long a sender waits for the broker's confirm before it is told to come again. Default 10 s.</summary>
    public TimeSpan ConfirmTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long one attempt to send a message may take; then, and after an error, it is sent again until <see cref="ConfirmTimeout"/> is over.
    /// A broker that dies takes confirms with it, and this is when we notice. Default 3 s.
    /// </summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often the labels of a live series are announced again. Default 5 minutes.</summary>
    public TimeSpan AnnounceInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After how long a refused sender may come again. Default 1 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);
}
