using System.Buffers;
using System.Buffers.Binary;

namespace PerfMonitor.Peers.Workloads;

/// <summary>Protocol Buffers' encoding, as much as remote-write needs.</summary>
internal sealed class ProtobufBuffer
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public static int VarintLength(ulong value) => (70 - System.Numerics.BitOperations.LeadingZeroCount(value | 1)) / 7;

    /// <summary>Bytes of a length-delimited field with a tag of one byte.</summary>
    public static int FieldLength(int content) => 1 + VarintLength((ulong)content) + content;

    public void Clear() => _buffer.ResetWrittenCount();

    public void Tag(int field, int wireType) => Varint((ulong)(field << 3 | wireType));

    public void Varint(ulong value)
    {
        var span = _buffer.GetSpan(10);
        var count = 0;
        while (value >= 0x80)
        {
            span[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[count++] = (byte)value;
        _buffer.Advance(count);
    }

    public void Double(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
    }

    public void Raw(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    public void Field(int field, ReadOnlySpan<byte> content)
    {
        Tag(field, 2);
        Varint((ulong)content.Length);
        Raw(content);
    }
}
