namespace PerfMonitor.Contracts;

/// <summary>Samples on their way from a receiver to analytics; the body of the message is the payload itself, as docs/formats/batch.md draws it.</summary>
public sealed record SampleBatch
{
    /// <summary>The encoded batch.</summary>
    public required byte[] Payload { get; init; }
}
