using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class SampleColumnsTests
{
    [Fact]
    public void Runs_from_several_stores_come_out_in_order_and_once()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var (columns, all) = (new SampleColumns(), new List<Sample>());
            for (var runs = random.Next(1, 8); runs > 0; runs--)
            {
                Sample[] run = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => random.Next(60)).Distinct().Order().Select(at => new Sample(at, random.Next(3)))];
                if (random.Next(2) == 0)
                {
                    Assert.Equal(ChunkFault.None, columns.Add(ChunkCodec.Encode(run), 10, 50, out var added));
                    run = [.. run.Where(sample => sample.TimestampMs is >= 10 and <= 50)];
                    Assert.Equal(run.Length, added);
                }
                else
                {
                    Array.ForEach(run, columns.Add);
                }

                all.AddRange(run);
            }

            var (oldest, newest) = (columns.OldestMs, columns.NewestMs);
            SampleOrder.Normalize(all);

            Assert.Equal(all, columns.ToList());
            Assert.Equal(all.Count == 0 ? null : all[0].TimestampMs, oldest);
            Assert.Equal(all.Count == 0 ? null : all[^1].TimestampMs, newest);
        }
    }

    [Fact]
    public void A_damaged_chunk_adds_nothing()
    {
        var chunk = ChunkCodec.Encode([new Sample(1, 1), new Sample(2, 5)]);
        var columns = new SampleColumns();
        columns.Add(new Sample(0, 7));
        for (var i = 0; i < chunk.Length; i++)
        {
            var damaged = chunk.ToArray();
            damaged[i] ^= 0x20;

            Assert.NotEqual(ChunkFault.None, columns.Add(damaged, 0, 10, out var added));
            Assert.Equal(0, added);
        }

        Assert.Equal([new Sample(0, 7)], columns.ToList());
    }
}
