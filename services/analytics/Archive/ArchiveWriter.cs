using System.Buffers.Binary;
using System.Text.Json;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Archive;

/// <summary>Writes an archive record by record; docs/formats/archive.md draws it.</summary>
internal sealed class ArchiveWriter(Stream target)
{
    /// <summary>The format this build writes and reads.</summary>
    public const int Format = 1;

    /// <summary>Most bytes of a record's contents.</summary>
    public const int MaxContent = 1 << 20;

    /// <summary>Type and length in front of the contents.</summary>
    public const int FrontBytes = 5;

    /// <summary>The first bytes of every archive.</summary>
    public static ReadOnlySpan<byte> Magic => "PMARCH\r\n"u8;

    /// <summary>What was written so far.</summary>
    public ArchiveCounts Counts { get; private set; }

    public async Task BeginAsync(ArchiveManifest manifest, CancellationToken cancellationToken)
    {
        await target.WriteAsync(Magic.ToArray(), cancellationToken);
        await WriteAsync(ArchiveRecord.Manifest, JsonSerializer.SerializeToUtf8Bytes(manifest, JsonSerializerOptions.Web), cancellationToken);
    }

    /// <summary>Writes the definitions of series, in as many records as they need.</summary>
    public async Task WriteSeriesAsync(IReadOnlyList<SeriesDefinition> series, long nowMs, CancellationToken cancellationToken)
    {
        var writer = new SampleBatchWriter();
        foreach (var (id, labels) in series)
        {
            writer.Define(id, labels);
        }

        var content = writer.ToArray(nowMs);
        if (content.Length > MaxContent && series.Count > 1)
        {
            foreach (var half in series.Chunk((series.Count + 1) / 2))
            {
                await WriteSeriesAsync(half, nowMs, cancellationToken);
            }

            return;
        }

        await WriteAsync(ArchiveRecord.Series, content, cancellationToken);
        Counts = Counts with { Series = Counts.Series + series.Count };
    }

    public async Task WriteChunkAsync(SeriesId series, byte[] chunk, int samples, CancellationToken cancellationToken)
    {
        var content = new byte[sizeof(long) + chunk.Length];
        BinaryPrimitives.WriteInt64LittleEndian(content, series.ToInt64());
        chunk.CopyTo(content.AsSpan(sizeof(long)));
        await WriteAsync(ArchiveRecord.Chunk, content, cancellationToken);
        Counts = Counts with { Chunks = Counts.Chunks + 1, Samples = Counts.Samples + samples };
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var content = new byte[3 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(content, Counts.Series);
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(8), Counts.Chunks);
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(16), Counts.Samples);
        await WriteAsync(ArchiveRecord.End, content, cancellationToken);
    }

    private async Task WriteAsync(ArchiveRecord type, byte[] content, CancellationToken cancellationToken)
    {
        if (content.Length > MaxContent)
        {
            throw new ArgumentException($"a record holds at most {MaxContent} bytes, not {content.Length}", nameof(content));
        }

        var record = new byte[FrontBytes + content.Length + sizeof(uint)];
        record[0] = (byte)type;
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(1), content.Length);
        content.CopyTo(record.AsSpan(FrontBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(FrontBytes + content.Length), Crc32C.Compute(record.AsSpan(0, FrontBytes + content.Length)));
        await target.WriteAsync(record, cancellationToken);
    }
}
