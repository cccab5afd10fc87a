using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>Durable samples.</summary>
internal interface IHistoryStore
{
    /// <summary>Writes a group commit in one transaction. Returns the series it refused because their id stands for other labels; their chunks are not written.</summary>
    Task<IReadOnlyList<SeriesId>> CommitAsync(HistoryCommit commit, CancellationToken cancellationToken);

    /// <summary>Adds the stored samples of the given series and range (both ends inclusive) to the lists beside them, in no order and with duplicates.</summary>
    Task ReadAsync(IReadOnlyDictionary<SeriesId, List<Sample>> target, long fromMs, long toMs, SampleBudget budget, CancellationToken cancellationToken);
}
