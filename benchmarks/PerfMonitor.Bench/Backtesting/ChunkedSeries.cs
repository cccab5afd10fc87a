using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Backtesting;

/// <summary>One series in hourly chunks, unpacked when it is read, as the history's rows are.</summary>
internal sealed class ChunkedSeries(LabelSet labels, IReadOnlyList<(long StartMs, long EndMs, byte[] Chunk)> chunks) : ISeriesSource
{
    /// <summary>A CPU with a daily curve, noise and bursts; the same at every run.</summary>
    public static ChunkedSeries Create(DateTimeOffset start, int days, int stepSeconds)
    {
        var random = new Random(1);
        var chunks = new List<(long, long, byte[])>();
        var burst = 0;
        for (var hour = 0; hour < days * 24; hour++)
        {
            var samples = new Sample[3600 / stepSeconds];
            for (var i = 0; i < samples.Length; i++)
            {
                burst = burst > 0 ? burst - 1 : random.Next(700) == 0 ? random.Next(2, 60) : 0;
                var curve = 0.45 + (0.2 * Math.Sin(2 * Math.PI * hour / 24));
                samples[i] = new Sample(start.AddHours(hour).AddSeconds(i * stepSeconds).ToUnixTimeMilliseconds(), Math.Min(1, curve + (0.1 * random.NextDouble()) + (burst > 0 ? 0.4 : 0)));
            }

            chunks.Add((samples[0].TimestampMs, samples[^1].TimestampMs, ChunkCodec.Encode(samples)));
        }

        return new ChunkedSeries(LabelSet.Create("host_cpu_utilization_ratio", new Label("instance", "web-1")), chunks);
    }

    public ValueTask<IReadOnlyList<SeriesSamples>> SelectAsync(SeriesSelection selection, CancellationToken cancellationToken)
    {
        var (timestamps, values) = (new List<long>(), new List<double>());
        foreach (var (_, _, chunk) in chunks.Where(chunk => chunk.EndMs >= selection.StartMs && chunk.StartMs <= selection.EndMs))
        {
            foreach (var sample in ChunkCodec.Decode(chunk))
            {
                if (sample.TimestampMs >= selection.StartMs && sample.TimestampMs <= selection.EndMs)
                {
                    timestamps.Add(sample.TimestampMs);
                    values.Add(sample.Value);
                }
            }
        }

        return new ValueTask<IReadOnlyList<SeriesSamples>>(timestamps.Count == 0 ? [] : [new SeriesSamples(labels, timestamps.ToArray(), values.ToArray())]);
    }
}
