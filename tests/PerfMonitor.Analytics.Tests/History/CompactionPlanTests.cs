using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class CompactionPlanTests
{
    private const long HourMs = 3_600_000;

    [Fact]
    public void Merges_the_chunks_of_a_series_within_a_span_and_drops_duplicates()
    {
        var plan = CompactionPlan.For([Chunk(1, 1, new Sample(1_000, 1)), Chunk(2, 1, new Sample(2_000, 2), new Sample(3_000, 3)), Chunk(3, 1, new Sample(2_000, 2))], HourMs);

        Assert.Equal([new(1_000, 1), new(2_000, 2), new Sample(3_000, 3)], ChunkCodec.Decode(Assert.Single(plan.Merged).Data));
        Assert.Equal(3, plan.Replaced.Count);
        Assert.Empty(plan.Damaged);
    }

    [Fact]
    public void Keeps_series_and_spans_apart()
    {
        var plan = CompactionPlan.For([Chunk(1, 1, new Sample(0, 1)), Chunk(2, 2, new Sample(0, 1)), Chunk(3, 1, new Sample(HourMs, 1))], HourMs);

        Assert.Equal([(1UL, 0L), (2UL, 0L), (1UL, HourMs)], plan.Merged.Select(chunk => (chunk.SeriesId.Value, chunk.StartMs)));
    }

    [Fact]
    public void Sets_a_damaged_chunk_aside_and_merges_the_rest()
    {
        var damaged = Chunk(2, 1, new Sample(2_000, 2));
        damaged.Data[^1] ^= 1;

        var plan = CompactionPlan.For([Chunk(1, 1, new Sample(1_000, 1)), damaged], HourMs);

        Assert.Equal((damaged, ChunkFault.ChecksumMismatch), Assert.Single(plan.Damaged));
        Assert.DoesNotContain(damaged, plan.Replaced);
        Assert.Equal([new(1_000, 1)], ChunkCodec.Decode(Assert.Single(plan.Merged).Data));
    }

    [Fact]
    public void Rolls_a_settled_block_up_by_the_hour_and_by_the_minute_where_minutes_are_full()
    {
        var dense = Enumerable.Range(0, 60).Select(second => new Sample(second * 1_000L, second)).ToArray();

        var plan = CompactionPlan.Settle([Chunk(1, 1, dense), Chunk(2, 2, dense[0], dense[^1])], samplesPerMinute: 8);

        Assert.Equal([(1UL, 0L, RollupExactness.Growth)], plan.Minutes.Select(row => (row.SeriesId.Value, row.BlockMs, row.Worth.Exactness)));
        Assert.Equal([1UL, 2UL], plan.Hours.Select(row => row.SeriesId.Value));
        var buckets = new List<RollupBucket>();
        Assert.Equal(ChunkFault.None, RollupCodec.TryDecode(plan.Minutes[0].Data, buckets));
        Assert.Equal([new(0, 0, 1, 0, 0, 0, 0, 0, 0), new RollupBucket(1_000, 59_000, 59, 1, 59, 1, 59, 1_770, 0)], buckets);
    }

    private static StoredChunk Chunk(uint place, ulong series, params Sample[] samples) =>
        new(false, $"({place},1)", new SeriesId(series), samples[0].TimestampMs, ChunkCodec.Encode(samples));
}
