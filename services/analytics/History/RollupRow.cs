using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>One row of <c>history.rollups_1m</c> or <c>history.rollups_1h</c>: the buckets of one series in one block.</summary>
internal readonly record struct RollupRow(SeriesId SeriesId, long BlockMs, RollupExactness Exactness, byte[] Data);
