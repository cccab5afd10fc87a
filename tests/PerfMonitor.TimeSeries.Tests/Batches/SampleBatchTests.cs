namespace PerfMonitor.TimeSeries.Tests.Batches;

public sealed class SampleBatchTests
{
    private const long Now = 1_790_000_000_000;
    private static readonly LabelSet Up = LabelSet.Create("up", new Label("job", "höst"));
    private static readonly LabelSet Load = LabelSet.Create("host_load1");

    [Fact]
    public void Gives_back_what_was_written_bit_for_bit()
    {
        Sample[] samples =
        [
            new(Now, 1), new(Now - 3_600_000, -0.0), new(Now + 60_000, double.PositiveInfinity), new(0, double.NaN), new(-5, StaleMarker.Value), new(Now, double.Epsilon),
        ];
        var writer = new SampleBatchWriter();
        writer.Define(Up.Id, Up);
        writer.Define(Load.Id, Load);
        foreach (var sample in samples)
        {
            writer.Add(Up.Id, sample);
        }

        writer.Add(Load.Id, new Sample(Now, 0.25));

        var batch = SampleBatchReader.Read(writer.ToArray(Now));

        Assert.Equal(Now, batch.PublishedAtMs);
        Assert.Equal([new SeriesDefinition(Up.Id, Up), new SeriesDefinition(Load.Id, Load)], batch.Definitions);
        Assert.Equal([.. Enumerable.Repeat(Up.Id, samples.Length), Load.Id], batch.SeriesIds);
        Assert.Equal(
            samples.Append(new Sample(Now, 0.25)).Select(sample => (sample.TimestampMs, BitConverter.DoubleToUInt64Bits(sample.Value))),
            batch.Samples.Select(sample => (sample.TimestampMs, BitConverter.DoubleToUInt64Bits(sample.Value))));
    }

    [Fact]
    public void May_be_empty()
    {
        var batch = SampleBatchReader.Read(new SampleBatchWriter().ToArray(Now));

        Assert.Empty(batch.Definitions);
        Assert.Empty(batch.Samples);
    }

    [Fact]
    public void Starts_anew_after_a_clear()
    {
        var writer = new SampleBatchWriter();
        writer.Define(Up.Id, Up);
        writer.Add(Up.Id, new Sample(Now, 1));
        writer.Clear();

        Assert.Equal(0, writer.Count);
        Assert.Equal(0, writer.Definitions);
        Assert.Equal(new SampleBatchWriter().ToArray(Now), writer.ToArray(Now));
    }

    [Fact]
    public void Recognises_every_damaged_byte()
    {
        var bytes = OneSample();
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 0x40;

            Assert.Throws<InvalidDataException>(() => SampleBatchReader.Read(damaged));
        }
    }

    [Fact]
    public void Recognises_every_early_end()
    {
        var bytes = OneSample();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => SampleBatchReader.Read(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Names_a_count_that_the_bytes_cannot_hold()
    {
        // Magic, time, then 2^32 definitions, with a correct checksum behind it.
        byte[] body = [.. "PMB\u0001"u8, .. new byte[8], 0x80, 0x80, 0x80, 0x80, 0x10, 0];
        byte[] bytes = [.. body, .. BitConverter.GetBytes(Crc32C.Compute(body))];

        var failure = Assert.Throws<InvalidDataException>(() => SampleBatchReader.Read(bytes));

        Assert.Equal("The sample batch announces 4294967296 entries where 1 bytes are left.", failure.Message);
    }

    private static byte[] OneSample()
    {
        var writer = new SampleBatchWriter();
        writer.Define(Up.Id, Up);
        writer.Add(Up.Id, new Sample(Now, 1));
        return writer.ToArray(Now);
    }
}
