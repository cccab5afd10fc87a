using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>Counts every read of a damaged chunk and names each chunk once in the log. Remembers at most <see cref="Max"/>.</summary>
internal sealed class CorruptChunks(AnalyticsMetrics metrics, ILogger<CorruptChunks> logger)
{
    private const int Max = 10_000;

    private readonly Lock _gate = new();
    private readonly HashSet<(SeriesId, long)> _named = [];

    public void Found(SeriesId series, long startMs, int bytes, ChunkFault fault)
    {
        metrics.ChunksCorrupt.Add(1);
        lock (_gate)
        {
            if (_named.Count >= Max || !_named.Add((series, startMs)))
            {
                return;
            }
        }

        logger.ChunkCorrupt(series, startMs, bytes, fault);
    }
}
