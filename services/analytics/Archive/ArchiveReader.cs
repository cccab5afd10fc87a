using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Archive;

/// <summary>Reads what <see cref="ArchiveWriter"/> wrote, a record at a time. Every fault names its byte.</summary>
internal static class ArchiveReader
{
    /// <summary>Reads all records up to the end, each checked before it is returned.</summary>
    /// <exception cref="InvalidDataException">The file is no archive, is damaged, or is not whole.</exception>
    public static async IAsyncEnumerable<(ArchiveRecord Type, byte[] Content)> RecordsAsync(Stream source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var magic = new byte[ArchiveWriter.Magic.Length];
        if (await source.ReadAtLeastAsync(magic, magic.Length, throwOnEndOfStream: false, cancellationToken) < magic.Length || !magic.AsSpan().SequenceEqual(ArchiveWriter.Magic))
        {
            throw new InvalidDataException("The file is no PerfMonitor archive.");
        }

        long at = magic.Length;
        ArchiveRecord? type = null;
        while (type != ArchiveRecord.End)
        {
            var front = new byte[ArchiveWriter.FrontBytes];
            await FillAsync(source, front, at, cancellationToken);
            var length = BinaryPrimitives.ReadInt32LittleEndian(front.AsSpan(1));
            if (length is < 0 or > ArchiveWriter.MaxContent)
            {
                throw new InvalidDataException($"The record at byte {at} is damaged: its length of {length} is out of bounds.");
            }

            var rest = new byte[length + sizeof(uint)];
            await FillAsync(source, rest, at, cancellationToken);
            Check(front, rest, at);
            type = (ArchiveRecord)front[0];
            if (type == ArchiveRecord.Manifest != (at == magic.Length))
            {
                throw new InvalidDataException($"The record at byte {at} is out of place: the manifest comes first, and once.");
            }

            yield return (type.Value, rest[..length]);
            at += front.Length + rest.Length;
        }
    }

    /// <summary>Reads the whole file without using it; returns what it says of itself and how much it holds.</summary>
    /// <exception cref="InvalidDataException">The file is no archive, is damaged, is not whole, or of another format.</exception>
    public static async Task<(ArchiveManifest Manifest, ArchiveCounts Counts)> VerifyAsync(Stream source, CancellationToken cancellationToken)
    {
        ArchiveManifest? manifest = null;
        var (counted, stated) = (default(ArchiveCounts), default(ArchiveCounts));
        await foreach (var (type, content) in RecordsAsync(source, cancellationToken))
        {
            switch (type)
            {
                case ArchiveRecord.Manifest:
                    manifest = Manifest(content);
                    break;
                case ArchiveRecord.Series:
                    counted = counted with { Series = counted.Series + SampleBatchReader.Read(content).Definitions.Count };
                    break;
                case ArchiveRecord.Chunk:
                    counted = counted with { Chunks = counted.Chunks + 1, Samples = counted.Samples + Chunk(content).Samples.Length };
                    break;
                default:
                    stated = End(content);
                    break;
            }
        }

        return counted == stated
            ? (manifest!, counted)
            : throw new InvalidDataException($"The archive says that it holds {stated} and holds {counted}.");
    }

    /// <summary>A chunk record's series and samples.</summary>
    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public static (SeriesId Series, Sample[] Samples) Chunk(byte[] content)
    {
        if (content.Length < sizeof(long))
        {
            throw new InvalidDataException("A chunk of the archive is too short to name its series.");
        }

        var samples = new List<Sample>();
        var series = SeriesId.FromInt64(BinaryPrimitives.ReadInt64LittleEndian(content));
        var fault = ChunkCodec.TryDecode(content.AsSpan(sizeof(long)), samples);
        return fault == ChunkFault.None ? (series, [.. samples]) : throw new InvalidDataException($"A chunk of series {series} in the archive is damaged: {fault}.");
    }

    private static ArchiveManifest Manifest(byte[] content)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<ArchiveManifest>(content, JsonSerializerOptions.Web)!;
            return manifest.Format == ArchiveWriter.Format ? manifest : throw new InvalidDataException($"The archive is of format {manifest.Format}; this version reads {ArchiveWriter.Format}.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"The archive's manifest cannot be read: {broken.Message}", broken);
        }
    }

    private static ArchiveCounts End(byte[] content) => content.Length == 3 * sizeof(long)
        ? new ArchiveCounts(BinaryPrimitives.ReadInt64LittleEndian(content), BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(8)), BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(16)))
        : throw new InvalidDataException("The archive's last record is not as long as it should be.");

    private static void Check(byte[] front, byte[] rest, long at)
    {
        var stated = BinaryPrimitives.ReadUInt32LittleEndian(rest.AsSpan(rest.Length - sizeof(uint)));
        if (stated != Crc32C.Compute([.. front, .. rest.AsSpan(0, rest.Length - sizeof(uint))]) || !Enum.IsDefined((ArchiveRecord)front[0]))
        {
            throw new InvalidDataException($"The record at byte {at} is damaged: its checksum does not fit its contents.");
        }
    }

    private static async Task FillAsync(Stream source, byte[] buffer, long at, CancellationToken cancellationToken)
    {
        if (await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) < buffer.Length)
        {
            throw new InvalidDataException($"The archive ends inside the record at byte {at}: the file is not whole.");
        }
    }
}
