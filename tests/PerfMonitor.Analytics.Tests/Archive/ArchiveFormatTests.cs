using PerfMonitor.Analytics.Archive;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Archive;

public sealed class ArchiveFormatTests
{
    private static readonly LabelSet Series = LabelSet.Create("cpu", [new Label("host", "web-1")]);
    private static readonly ArchiveManifest About = new(1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), ["cpu"]);

    [Fact]
    public async Task Says_what_it_is_and_how_much_it_holds()
    {
        var (manifest, counts) = await ArchiveReader.VerifyAsync(new MemoryStream(await WriteAsync()), Token);

        Assert.Equivalent(About, manifest);
        Assert.Equal(new ArchiveCounts(1, 1, 3), counts);
    }

    [Fact]
    public async Task Takes_series_with_more_labels_than_one_record_holds()
    {
        var series = Enumerable.Range(0, 100)
            .Select(i => LabelSet.Create("cpu", [.. Enumerable.Range(0, 10).Select(label => new Label($"l{label}", $"{i}-{label}".PadRight(2_048, 'x')))]))
            .Select(static labels => new SeriesDefinition(labels.Id, labels))
            .ToList();
        using var archive = new MemoryStream();
        var writer = new ArchiveWriter(archive);
        await writer.BeginAsync(About, Token);
        await writer.WriteSeriesAsync(series, 0, Token);
        await writer.EndAsync(Token);
        archive.Position = 0;

        var found = new List<SeriesDefinition>();
        await foreach (var (type, content) in ArchiveReader.RecordsAsync(archive, Token))
        {
            if (type == ArchiveRecord.Series)
            {
                found.AddRange(SampleBatchReader.Read(content).Definitions);
            }
        }

        Assert.Equal(series.Select(static one => one.Labels), found.Select(static one => one.Labels));
        Assert.Equal(100, writer.Counts.Series);
    }

    [Fact]
    public async Task Detects_every_change_of_a_single_byte_and_every_truncation()
    {
        var archive = await WriteAsync();
        for (var at = 0; at < archive.Length; at++)
        {
            await AssertRefusedAsync(archive[..at], $"{at} bytes");
            foreach (var change in (byte[])[1, 0x80, 0xff])
            {
                archive[at] ^= change;
                await AssertRefusedAsync(archive, $"byte {at} ^ {change:x2}");
                archive[at] ^= change;
            }
        }
    }

    [Fact]
    public async Task Names_the_byte_of_a_fault()
    {
        var archive = await WriteAsync();
        archive[20] ^= 1;

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => ArchiveReader.VerifyAsync(new MemoryStream(archive), Token));

        Assert.Equal("The record at byte 8 is damaged: its checksum does not fit its contents.", refusal.Message);
        refusal = await Assert.ThrowsAsync<InvalidDataException>(() => ArchiveReader.VerifyAsync(new MemoryStream("PK is something else"u8.ToArray()), Token));
        Assert.Equal("The file is no PerfMonitor archive.", refusal.Message);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<byte[]> WriteAsync()
    {
        using var target = new MemoryStream();
        var writer = new ArchiveWriter(target);
        await writer.BeginAsync(About, Token);
        await writer.WriteSeriesAsync([new SeriesDefinition(Series.Id, Series)], 0, Token);
        await writer.WriteChunkAsync(Series.Id, ChunkCodec.Encode([1, 2, 3], [1.5, 2.5, 3.5]), 3, Token);
        await writer.EndAsync(Token);
        return target.ToArray();
    }

    private static async Task AssertRefusedAsync(byte[] archive, string what)
    {
        var refusal = await Record.ExceptionAsync(() => ArchiveReader.VerifyAsync(new MemoryStream(archive), Token));

        Assert.True(refusal is InvalidDataException, $"{what}: {refusal}");
    }
}
