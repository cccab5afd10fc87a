using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// A stored chunk as the compactor reads it; the place is PostgreSQL's row address (ctid) within its table, and a settled one is in
/// its day's partition already.
/// </summary>
internal readonly record struct StoredChunk(bool IsSettled, string Place, SeriesId SeriesId, long StartMs, byte[] Data);

/// <summary>What one step of the compactor writes: rows to take away, rows in their stead, and damaged rows to set aside.</summary>
internal sealed record CompactionPlan(IReadOnlyList<StoredChunk> Replaced, IReadOnlyList<ChunkRow> Merged, IReadOnlyList<(StoredChunk Chunk, ChunkFault Fault)> Damaged)
{
    /// <summary>Roll-ups of one minute, where a plan settles blocks.</summary>
    public IReadOnlyList<RollupRow> Minutes { get; private init; } = [];

    /// <summary>Roll-ups of one hour, where a plan settles blocks.</summary>
    public IReadOnlyList<RollupRow> Hours { get; private init; } = [];

    /// <summary>Merges the chunks of each series within each span of time. Damaged chunks stay as they are.</summary>
    public static CompactionPlan For(IEnumerable<StoredChunk> chunks, long spanMs) => Merge(chunks, spanMs, static (_, _, _) => { });

    /// <summary>
    /// Merges the chunks of each series within its block and rolls the block up. A minute's roll-ups are made only of series with at least
    /// <paramref name="samplesPerMinute"/> samples a minute: of fewer, the samples themselves take no more room.
    /// </summary>
    public static CompactionPlan Settle(IEnumerable<StoredChunk> chunks, int samplesPerMinute)
    {
        var (minutes, hours) = (new List<RollupRow>(), new List<RollupRow>());
        var plan = Merge(chunks, ChunkCutter.BlockMs, (series, block, samples) =>
        {
            var minute = Rollup.Of(samples, RollupResolution.Minute.SpanMs);
            if (samples.Length >= (long)samplesPerMinute * minute.Buckets.Count)
            {
                Add(minutes, series, block, RollupResolution.Minute, minute);
            }

            Add(hours, series, block, RollupResolution.Hour, Rollup.Of(samples, RollupResolution.Hour.SpanMs));
        });
        return plan with { Minutes = minutes, Hours = hours };
    }

    private static void Add(List<RollupRow> rows, SeriesId series, long block, RollupResolution resolution, Rollup rollup)
    {
        if (rollup.Buckets.Count > 0)
        {
            rows.Add(new RollupRow(series, block, new RollupWorth(rollup.Exactness, rollup.HasStaleMarkers), RollupCodec.Encode(resolution.SpanMs, rollup.Buckets)));
        }
    }

    private static CompactionPlan Merge(IEnumerable<StoredChunk> chunks, long spanMs, OnMerged onMerged)
    {
        var replaced = new List<StoredChunk>();
        var merged = new List<ChunkRow>();
        var damaged = new List<(StoredChunk, ChunkFault)>();
        foreach (var group in chunks.GroupBy(chunk => (chunk.SeriesId, Span: ChunkCutter.FloorTo(chunk.StartMs, spanMs))))
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

            ChunkCutter.Cut(group.Key.SeriesId, samples, spanMs, merged);
            onMerged(group.Key.SeriesId, group.Key.Span, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(samples));
        }

        return new CompactionPlan(replaced, merged, damaged);
    }

    private delegate void OnMerged(SeriesId series, long spanStartMs, ReadOnlySpan<Sample> samples);
}
