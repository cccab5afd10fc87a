using System.Buffers.Binary;
using System.Numerics;

namespace PerfMonitor.TimeSeries;

/// <summary>Reads what <see cref="BitWriter"/> wrote; past the end it yields zeros and sets <see cref="Failed"/>.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> buffer, long bit = 0)
{
    private readonly ReadOnlySpan<byte> _buffer = buffer;
    private long _bit = bit;

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

    /// <summary>Reads zeros up to the next one and returns how many; past the end it stops.</summary>
    public ulong ReadUnary()
    {
        ulong zeros = 0;
        while (!Failed)
        {
            int at = (int)(_bit >> 3), shift = (int)(_bit & 7);
            ulong word = (at + sizeof(ulong) <= _buffer.Length ? BinaryPrimitives.ReadUInt64LittleEndian(_buffer[at..]) : ReadTail(at)) >> shift;
            int run = Math.Min(BitOperations.TrailingZeroCount(word), 64 - shift);
            _bit += run;
            zeros += (ulong)run;
            if (run == 64 - shift) continue;
            _bit++;
            break;
        }

        return zeros;
    }

    private readonly ulong ReadTail(int at)
    {
        ulong word = 0;
        for (int i = at; i < _buffer.Length; i++) word |= (ulong)_buffer[i] << ((i - at) * 8);
        return word;
    }
}
