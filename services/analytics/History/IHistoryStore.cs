using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>Durable samples.</summary>
internal interface IHistoryStore
{
    /// <summary>Writes a group commit in one transaction. Returns the series it refused because their id stands for other labels; their chunks are not written.</summary>
    Task<IReadOnlyList<SeriesId>> CommitAsync(HistoryCommit commit, CancellationToken cancellationToken);

    /// <summary>
    /// Adds the stored samples of a range to the columns of their series, in no order and with duplicates; and where
    /// <paramref name="rollups"/> allows, roll-ups in their stead.
    /// </summary>
    Task ReadAsync(HistoryRange range, SampleBudget budget, RollupRead? rollups, CancellationToken cancellationToken);
}

/// <summary>Series, the columns that their samples go to, and a span of time, both ends inclusive.</summary>
internal sealed record HistoryRange(IReadOnlyDictionary<SeriesId, SampleColumns> Samples, long FromMs, long ToMs)
{
    /// <summary>Chunks and roll-ups that were left out because they are damaged; a read adds to it. Bounded by the rows of the range.</summary>
    public List<DamagedChunk> Damaged { get; init; } = [];
}

/// <summary>A stored row that is damaged, and how.</summary>
internal readonly record struct DamagedChunk(SeriesId Series, long StartMs, ChunkFault Fault);
