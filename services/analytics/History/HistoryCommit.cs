using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>What one group commit writes in one transaction.</summary>
internal sealed record HistoryCommit(IReadOnlyList<ChunkRow> Chunks, IReadOnlyList<SeriesRow> Series);

/// <summary>One row of <c>history.series</c>.</summary>
internal readonly record struct SeriesRow(SeriesId Id, LabelSet Labels, long FirstSeenMs, long LastSeenMs);
