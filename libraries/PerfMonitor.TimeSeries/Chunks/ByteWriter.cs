using System.Buffers.Binary;

namespace PerfMonitor.TimeSeries;

/// <summary>Appends bytes and LEB128 variable-length integers to a buffer the caller has sized for the worst case.</summary>
internal ref struct ByteWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Position { get; private set; }

    public readonly Span<byte> Rest => _buffer[Position..];

    public void Advance(int count) => Position += count;

    public void WriteByte(byte value) => _buffer[Position++] = value;

    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer[Position..], value);
        Position += sizeof(uint);
    }

    public void WriteUInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer[Position..], value);
        Position += sizeof(ulong);
    }

    public void WriteVarUInt(ulong value)
    {
        while (value >= 0x80)
        {
            _buffer[Position++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[Position++] = (byte)value;
    }

    public void WriteVarInt(long value) => WriteVarUInt(ZigZag.Encode(value));
}
