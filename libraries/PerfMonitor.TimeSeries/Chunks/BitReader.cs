using System.Buffers.Binary;

namespace PerfMonitor.TimeSeries;

/// <summary>Reads what <see cref="BitWriter"/> wrote; past the end it yields zeros and sets <see cref="Failed"/>.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> buffer)
{
    private readonly ReadOnlySpan<byte> _buffer = buffer;
    private long _bit;

    public readonly bool Failed => _bit > (long)_buffer.Length * 8;

    /// <summary>Bytes touched so far, the last one possibly in part.</summary>
    public readonly int BytesRead => (int)((_bit + 7) >> 3);

    /// <summary>Reads a field of 0 to 64 bits.</summary>
    public ulong Read(int bits)
    {
        if (bits > 56)
        {
            ulong low = Read(32);
            return low | (Read(bits - 32) << 32);
        }

        int at = (int)(_bit >> 3);
        int shift = (int)(_bit & 7);
        _bit += bits;
        ulong word = at + sizeof(ulong) <= _buffer.Length
            ? BinaryPrimitives.ReadUInt64LittleEndian(_buffer[at..])
            : ReadTail(at);
        return (word >> shift) & ((1UL << bits) - 1);
    }

    public bool ReadBit() => Read(1) != 0;

    private readonly ulong ReadTail(int at)
    {
        ulong word = 0;
        for (int i = at; i < _buffer.Length; i++) word |= (ulong)_buffer[i] << ((i - at) * 8);
        return word;
    }
}
