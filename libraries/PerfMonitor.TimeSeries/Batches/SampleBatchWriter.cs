using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace PerfMonitor.TimeSeries;

/// <summary>
/// Gathers samples and the definitions of their series, and writes them as one message; docs/formats/batch.md draws the layout.
/// Not safe for concurrent use. Reuse it: <see cref="Clear"/> keeps its memory.
/// </summary>
public sealed class SampleBatchWriter
{
    private readonly List<SeriesDefinition> _definitions = [];
    private readonly List<SeriesId> _ids = [];
    private readonly List<Sample> _samples = [];

    /// <summary>How many samples are gathered.</summary>
    public int Count => _samples.Count;

    /// <summary>How many series definitions are gathered.</summary>
    public int Definitions => _definitions.Count;

    /// <summary>Puts the labels behind an id in front of the batch.</summary>
    public void Define(SeriesId id, LabelSet labels) => _definitions.Add(new SeriesDefinition(id, labels));

    /// <summary>Adds a sample.</summary>
    public void Add(SeriesId id, Sample sample)
    {
        _ids.Add(id);
        _samples.Add(sample);
    }

    /// <summary>Forgets everything gathered.</summary>
    public void Clear()
    {
        _definitions.Clear();
        _ids.Clear();
        _samples.Clear();
    }

    /// <summary>Writes what is gathered.</summary>
    /// <param name="publishedAtMs">When the batch goes out, milliseconds since the Unix epoch; the bus' latency is measured from it.</param>
    public byte[] ToArray(long publishedAtMs)
    {
        var output = new ArrayBufferWriter<byte>(64 + (_samples.Count * 18) + (_definitions.Count * 128));
        output.Write(SampleBatchFormat.Magic);
        WriteInt64(output, publishedAtMs);
        Varint.Write(output, (uint)_definitions.Count);
        foreach (var definition in _definitions)
        {
            WriteDefinition(output, definition);
        }

        Varint.Write(output, (uint)_samples.Count);
        foreach (var id in _ids)
        {
            WriteInt64(output, id.ToInt64());
        }

        var previous = publishedAtMs;
        foreach (var sample in _samples)
        {
            Varint.WriteZigZag(output, sample.TimestampMs - previous);
            previous = sample.TimestampMs;
        }

        foreach (var sample in _samples)
        {
            WriteInt64(output, BitConverter.DoubleToInt64Bits(sample.Value));
        }

        var checksum = Crc32C.Compute(output.WrittenSpan);
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(4), checksum);
        output.Advance(4);
        return output.WrittenSpan.ToArray();
    }

    private static void WriteDefinition(ArrayBufferWriter<byte> output, SeriesDefinition definition)
    {
        WriteInt64(output, definition.Id.ToInt64());
        Varint.Write(output, (uint)definition.Labels.Count);
        foreach (var label in definition.Labels)
        {
            WriteText(output, label.Name);
            WriteText(output, label.Value);
        }
    }

    private static void WriteText(ArrayBufferWriter<byte> output, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Varint.Write(output, (uint)length);
        Encoding.UTF8.GetBytes(text, output.GetSpan(length));
        output.Advance(length);
    }

    private static void WriteInt64(ArrayBufferWriter<byte> output, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(8), value);
        output.Advance(8);
    }
}
