using System.Buffers.Binary;

namespace PerfMonitor.TimeSeries;

/// <summary>
/// Reads what <see cref="ByteWriter"/> wrote. Running off the end sets <see cref="Failed"/> and yields zeros, so
/// that a decoder checks once per section and never throws on bad input.
/// </summary>
internal ref struct ByteReader(ReadOnlySpan<byte> buffer)
{
    private readonly ReadOnlySpan<byte> _buffer = buffer;

    public int Position { get; private set; }

    public bool Failed { get; private set; }

    public readonly bool AtEnd => Position == _buffer.Length;

    public byte ReadByte()
    {
        if (Position < _buffer.Length) return _buffer[Position++];
        Failed = true;
        return 0;
    }

    public int ReadUInt16()
    {
        var bytes = ReadBytes(sizeof(ushort));
        return Failed ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    public ulong ReadUInt64()
    {
        var bytes = ReadBytes(sizeof(ulong));
        return Failed ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    public ulong ReadVarUInt()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte b = ReadByte();
            // The tenth byte carries the last bit of 64; more would be lost.
            if (shift == 63 && b > 1) break;
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80) return value;
        }

        Failed = true;
        return 0;
    }

    public long ReadVarInt() => ZigZag.Decode(ReadVarUInt());

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count <= _buffer.Length - Position)
        {
            var bytes = _buffer.Slice(Position, count);
            Position += count;
            return bytes;
        }

        Failed = true;
        return default;
    }

    public readonly ReadOnlySpan<byte> Rest => _buffer[Position..];

    public void Advance(int count) => Position += count;
}
