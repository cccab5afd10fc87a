using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>What one group commit writes in one transaction.</summary>
internal sealed record HistoryCommit(IReadOnlyList<ChunkRow> Chunks, IReadOnlyList<SeriesRow> Series)
{
    /// <summary>Chunks between two rests, some milliseconds of PostgreSQL's time.</summary>
    public const int ChunksPerSlice = 500;

    /// <summary>What to wait for after each slice of chunks, so that a commit nobody waits for leaves the processors to queries and rules.</summary>
    public Func<Task> Rest { get; init; } = static () => Task.CompletedTask;
}

/// <summary>One row of <c>history.series</c>.</summary>
internal readonly record struct SeriesRow(SeriesId Id, LabelSet Labels, long FirstSeenMs, long LastSeenMs);
