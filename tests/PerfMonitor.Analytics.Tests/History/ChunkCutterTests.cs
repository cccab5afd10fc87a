using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class ChunkCutterTests
{
    private static readonly SeriesId Series = new(1);

    [Fact]
    public void Never_lets_a_chunk_span_an_hour()
    {
        var samples = Enumerable.Range(0, 7_200).Select(second => new Sample((second * 1_000L) + 1_800_000, second)).ToList();

        var chunks = Cut(samples);

        Assert.Equal([(1_800_000L, 3_599_000L, 1_800), (3_600_000L, 7_199_000L, 3_600), (7_200_000L, 8_999_000L, 1_800)], chunks.Select(chunk => (chunk.StartMs, chunk.EndMs, chunk.SampleCount)));
    }

    [Fact]
    public void Splits_what_is_too_dense_for_one_chunk()
    {
        var samples = Enumerable.Range(0, 10_000).Select(tick => new Sample(tick * 100L, tick)).ToList();

        Assert.Equal([4_096, 4_096, 1_808], Cut(samples).Select(chunk => chunk.SampleCount));
    }

    [Fact]
    public void Keeps_every_sample_once_whatever_order_they_come_in()
    {
        List<Sample> samples = [new(3_600_001, 3), new(5, 1), new(3_599_999, 2), new(5, 1)];

        var chunks = Cut(samples);

        Assert.Equal([new(5, 1), new(3_599_999, 2), new(3_600_001, 3)], chunks.SelectMany(chunk => ChunkCodec.Decode(chunk.Data)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3_599_999, 0)]
    [InlineData(3_600_000, 3_600_000)]
    [InlineData(-1, -3_600_000)]
    public void Rounds_down_to_the_hour(long timestampMs, long hourMs) => Assert.Equal(hourMs, ChunkCutter.HourOf(timestampMs));

    private static List<ChunkRow> Cut(List<Sample> samples)
    {
        var chunks = new List<ChunkRow>();
        ChunkCutter.Cut(Series, samples, ChunkCutter.HourMs, chunks);
        return chunks;
    }

    [Theory]
    [InlineData(0, 6, 1)]
    [InlineData(0, 1.4, 0)]
    [InlineData(0, 1.5, 1)]
    [InlineData(4.6, 7.4, 0)]
    [InlineData(3, 9, 2)]
    [InlineData(-3, 3, 2)]
    [InlineData(-0.1, 12.1, 2)]
    [InlineData(3, 2, 0)]
    public void Knows_of_how_many_blocks_a_quarter_lies_in_a_range(double fromHour, double toHour, double blocks) =>
        Assert.Equal(blocks, ChunkCutter.BlocksLargelyIn((long)(fromHour * ChunkCutter.HourMs), (long)(toHour * ChunkCutter.HourMs)));

    [Fact]
    public void All_of_time_is_a_number_of_blocks_too() => Assert.InRange(ChunkCutter.BlocksLargelyIn(long.MinValue, long.MaxValue), 8e11, 9e11);
}
