namespace PerfMonitor.TimeSeries;

/// <summary>Why a chunk was refused. Nothing of a refused chunk is ever returned as data.</summary>
public enum ChunkFault
{
    /// <summary>The chunk is sound.</summary>
    None = 0,

    /// <summary>Fewer bytes than the smallest possible chunk.</summary>
    Truncated,

    /// <summary>The first byte names a format this build does not know.</summary>
    UnknownVersion,

    /// <summary>The CRC-32C at the end does not fit the bytes before it.</summary>
    ChecksumMismatch,

    /// <summary>The checksum fits but the contents break the format: written by a faulty encoder.</summary>
    Malformed,
}
