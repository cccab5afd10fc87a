using System.Buffers.Binary;
using System.Text;

namespace PerfMonitor.TimeSeries;

/// <summary>Reads what <see cref="SampleBatchWriter"/> wrote.</summary>
public static class SampleBatchReader
{
    /// <summary>Decodes a whole batch.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a batch of a known version, or are damaged; the message says where.</exception>
    public static DecodedBatch Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SampleBatchFormat.MinimumLength || !bytes.StartsWith(SampleBatchFormat.Magic))
        {
            throw new InvalidDataException($"Not a sample batch of version 1: {bytes.Length} bytes that begin with {Convert.ToHexString(bytes[..Math.Min(4, bytes.Length)])}.");
        }

        var stored = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]);
        var computed = Crc32C.Compute(bytes[..^4]);
        if (stored != computed)
        {
            throw new InvalidDataException($"The checksum of the sample batch is {computed:x8} where {stored:x8} is stored: its {bytes.Length} bytes are damaged.");
        }

        var cursor = new Cursor(bytes[4..^4]);
        var publishedAtMs = cursor.Int64();
        var definitions = new SeriesDefinition[cursor.Count(minimumBytesEach: 9)];
        for (var i = 0; i < definitions.Length; i++)
        {
            definitions[i] = Definition(ref cursor);
        }

        var count = cursor.Count(minimumBytesEach: 17);
        var ids = new SeriesId[count];
        var samples = new Sample[count];
        foreach (ref var id in ids.AsSpan())
        {
            id = SeriesId.FromInt64(cursor.Int64());
        }

        var timestamp = publishedAtMs;
        foreach (ref var sample in samples.AsSpan())
        {
            timestamp += cursor.ZigZag();
            sample = new Sample(timestamp, 0);
        }

        foreach (ref var sample in samples.AsSpan())
        {
            sample = sample with { Value = BitConverter.Int64BitsToDouble(cursor.Int64()) };
        }

        return new DecodedBatch(publishedAtMs, definitions, ids, samples);
    }

    private static SeriesDefinition Definition(ref Cursor cursor)
    {
        var id = SeriesId.FromInt64(cursor.Int64());
        var labels = new Label[cursor.Count(minimumBytesEach: 2)];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = new Label(cursor.Text(), cursor.Text());
        }

        return new SeriesDefinition(id, LabelSet.Create(labels));
    }

    private ref struct Cursor(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public long Int64()
        {
            Require(8);
            var value = BinaryPrimitives.ReadInt64LittleEndian(_rest);
            _rest = _rest[8..];
            return value;
        }

        /// <summary>A count that the remaining bytes can really hold, so that a damaged one never allocates.</summary>
        public int Count(int minimumBytesEach)
        {
            var count = Varint.Read(ref _rest);
            if (count > (ulong)(_rest.Length / minimumBytesEach))
            {
                throw new InvalidDataException($"The sample batch announces {count} entries where {_rest.Length} bytes are left.");
            }

            return (int)count;
        }

        public long ZigZag() => Varint.ReadZigZag(ref _rest);

        public string Text()
        {
            var length = Varint.Read(ref _rest);
            if (length > (ulong)_rest.Length)
            {
                throw new InvalidDataException($"A label of {length} bytes does not fit into the {_rest.Length} bytes left of the sample batch.");
            }

            var text = Encoding.UTF8.GetString(_rest[..(int)length]);
            _rest = _rest[(int)length..];
            return text;
        }

        private readonly void Require(int count)
        {
            if (_rest.Length < count)
            {
                throw new InvalidDataException($"The sample batch ends {count - _rest.Length} bytes early.");
            }
        }
    }
}
