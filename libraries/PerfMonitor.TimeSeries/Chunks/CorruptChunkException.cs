namespace PerfMonitor.TimeSeries;

/// <summary>Thrown by <see cref="ChunkCodec.Decode(ReadOnlySpan{byte})"/> for a chunk that must not be used.</summary>
public sealed class CorruptChunkException : Exception
{
    /// <summary>Names the fault and the size of the chunk; the caller adds which row held it.</summary>
    public CorruptChunkException(ChunkFault fault, int length)
        : base($"chunk of {length} bytes refused: {Describe(fault)}")
    {
        Fault = fault;
    }

    /// <summary>What is wrong with the chunk.</summary>
    public ChunkFault Fault { get; }

    private static string Describe(ChunkFault fault) => fault switch
    {
        ChunkFault.Truncated => "it is shorter than the smallest chunk",
        ChunkFault.UnknownVersion => "its version byte is not known to this build",
        ChunkFault.ChecksumMismatch => "its checksum does not match its contents",
        ChunkFault.Malformed => "its checksum matches but its contents break the format",
        _ => "unknown fault",
    };
}
