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

    private static StoredChunk Chunk(uint place, ulong series, params Sample[] samples) =>
        new($"({place},1)", new SeriesId(series), samples[0].TimestampMs, ChunkCodec.Encode(samples));
}
