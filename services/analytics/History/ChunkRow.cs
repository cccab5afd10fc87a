using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>One row of <c>history.recent</c> or <c>history.chunks</c>.</summary>
internal readonly record struct ChunkRow(SeriesId SeriesId, long StartMs, long EndMs, int SampleCount, byte[] Data);
