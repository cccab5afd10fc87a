using System.Buffers.Binary;

namespace PerfMonitor.TimeSeries;

/// <summary>Packs bits from the lowest upwards, so that a reader gets any field with one unaligned 64-bit load.</summary>
internal ref struct BitWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _position;
    private ulong _pending;
    private int _pendingBits;

    /// <summary>Appends the lowest <paramref name="bits"/> (0 to 64) of a value whose higher bits are zero.</summary>
    public void Write(ulong value, int bits)
    {
        _pending |= value << _pendingBits;
        _pendingBits += bits;
        if (_pendingBits < 64) return;

        BinaryPrimitives.WriteUInt64LittleEndian(_buffer[_position..], _pending);
        _position += sizeof(ulong);
        _pendingBits -= 64;
        int taken = bits - _pendingBits;
        _pending = taken == 64 ? 0 : value >> taken;
    }

    /// <summary>Appends zeros and a one.</summary>
    public void WriteUnary(ulong zeros)
    {
        for (; zeros >= 63; zeros -= 63) Write(0, 63);
        Write(1UL << (int)zeros, (int)zeros + 1);
    }

    /// <summary>Writes the bits still held, padded with zeros to a whole byte; returns the bytes written in all.</summary>
    public int Flush()
    {
        for (; _pendingBits > 0; _pendingBits -= 8)
        {
            _buffer[_position++] = (byte)_pending;
            _pending >>= 8;
        }

        _pendingBits = 0;
        _pending = 0;
        return _position;
    }
}
