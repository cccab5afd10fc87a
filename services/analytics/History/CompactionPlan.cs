using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>A stored chunk as the compactor reads it; the place is PostgreSQL's row address (ctid) within its partition.</summary>
internal readonly record struct StoredChunk(string Place, SeriesId SeriesId, long StartMs, byte[] Data);

/// <summary>What one step of the compactor writes: rows to take away, rows in their stead, and damaged rows to set aside.</summary>
internal sealed record CompactionPlan(IReadOnlyList<StoredChunk> Replaced, IReadOnlyList<ChunkRow> Merged, IReadOnlyList<(StoredChunk Chunk, ChunkFault Fault)> Damaged)
{
    /// <summary>Merges the chunks of each series within each span of time. Damaged chunks stay as they are.</summary>
    public static CompactionPlan For(IEnumerable<StoredChunk> chunks, long spanMs)
    {
        var replaced = new List<StoredChunk>();
        var merged = new List<ChunkRow>();
        var damaged = new List<(StoredChunk, ChunkFault)>();
        foreach (var group in chunks.GroupBy(chunk => (chunk.SeriesId, ChunkCutter.FloorTo(chunk.StartMs, spanMs))))
        {
            var samples = new List<Sample>();
            foreach (var chunk in group)
            {
                var fault = ChunkCodec.TryDecode(chunk.Data, samples);
                if (fault == ChunkFault.None)
                {
                    replaced.Add(chunk);
                }
                else
                {
                    damaged.Add((chunk, fault));
                }
            }

            ChunkCutter.Cut(group.Key.SeriesId, samples, merged);
        }

        return new CompactionPlan(replaced, merged, damaged);
    }
}
