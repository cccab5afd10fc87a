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
    private readonly ArrayBufferWriter<byte> _output = new();

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
        _output.ResetWrittenCount();
        _output.Write(SampleBatchFormat.Magic);
        WriteInt64(publishedAtMs);
        Varint.Write(_output, (uint)_definitions.Count);
        foreach (var definition in _definitions)
        {
            WriteDefinition(definition);
        }

        Varint.Write(_output, (uint)_samples.Count);
        var ids = Column();
        for (var i = 0; i < _ids.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(ids[(i * sizeof(long))..], _ids[i].ToInt64());
        }

        _output.Advance(ids.Length);
        var previous = publishedAtMs;
        foreach (var sample in _samples)
        {
            Varint.WriteZigZag(_output, sample.TimestampMs - previous);
            previous = sample.TimestampMs;
        }

        var values = Column();
        for (var i = 0; i < _samples.Count; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(values[(i * sizeof(double))..], _samples[i].Value);
        }

        _output.Advance(values.Length);
        var checksum = Crc32C.Compute(_output.WrittenSpan);
        BinaryPrimitives.WriteUInt32LittleEndian(_output.GetSpan(sizeof(uint)), checksum);
        _output.Advance(sizeof(uint));
        return _output.WrittenSpan.ToArray();
    }

    /// <summary>Room for eight bytes of each sample.</summary>
    private Span<byte> Column() => _output.GetSpan(_samples.Count * sizeof(long))[..(_samples.Count * sizeof(long))];

    private void WriteDefinition(SeriesDefinition definition)
    {
        WriteInt64(definition.Id.ToInt64());
        Varint.Write(_output, (uint)definition.Labels.Count);
        foreach (var label in definition.Labels)
        {
            WriteText(label.Name);
            WriteText(label.Value);
        }
    }

    private void WriteText(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Varint.Write(_output, (uint)length);
        Encoding.UTF8.GetBytes(text, _output.GetSpan(length));
        _output.Advance(length);
    }

    private void WriteInt64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_output.GetSpan(sizeof(long)), value);
        _output.Advance(sizeof(long));
    }
}
