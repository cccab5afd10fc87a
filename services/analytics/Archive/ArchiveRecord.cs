namespace PerfMonitor.Analytics.Archive;

/// <summary>What a record of an archive holds; docs/formats/archive.md.</summary>
internal enum ArchiveRecord : byte
{
    /// <summary>What the archive is: JSON.</summary>
    Manifest = 1,

    /// <summary>Definitions of series: a sample batch without samples.</summary>
    Series = 2,

    /// <summary>A series' id and a chunk of its samples.</summary>
    Chunk = 3,

    /// <summary>How much there was: without it, the file is not whole.</summary>
    End = 4,
}

/// <summary>What an archive says of itself.</summary>
/// <param name="Format">The version of the format.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Start">The earliest moment in it.</param>
/// <param name="End">The latest moment in it.</param>
/// <param name="Match">The selectors its series fit.</param>
internal sealed record ArchiveManifest(int Format, DateTimeOffset CreatedAt, DateTimeOffset Start, DateTimeOffset End, IReadOnlyList<string> Match);

/// <summary>How much an archive holds.</summary>
internal readonly record struct ArchiveCounts(long Series, long Chunks, long Samples);
