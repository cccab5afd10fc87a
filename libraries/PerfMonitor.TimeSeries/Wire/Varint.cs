using System.Buffers;

namespace PerfMonitor.TimeSeries;

/// <summary>Unsigned LEB128 integers and their zig-zag form for signed ones, as Protocol Buffers define them.</summary>
public static class Varint
{
    /// <summary>The longest form of a 64-bit integer, in bytes.</summary>
    public const int MaximumLength = 10;

    /// <summary>Writes an unsigned integer.</summary>
    public static void Write(IBufferWriter<byte> output, ulong value)
    {
        var span = output.GetSpan(MaximumLength);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        output.Advance(length);
    }

    /// <summary>Writes a signed integer; small magnitudes of either sign stay short.</summary>
    public static void WriteZigZag(IBufferWriter<byte> output, long value) => Write(output, (ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Reads an unsigned integer and moves past it.</summary>
    /// <exception cref="InvalidDataException">The bytes end inside the integer, or it is longer than 64 bits.</exception>
    public static ulong Read(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var i = 0; i < bytes.Length && i < MaximumLength; i++)
        {
            var part = bytes[i];
            if (i == MaximumLength - 1 && part > 1)
            {
                break;
            }

            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return value;
            }
        }

        throw new InvalidDataException(bytes.Length < MaximumLength ? "The bytes end inside a variable-length integer." : "A variable-length integer is longer than 64 bits.");
    }

    /// <summary>Reads a signed integer and moves past it.</summary>
    /// <exception cref="InvalidDataException">As <see cref="Read"/>.</exception>
    public static long ReadZigZag(ref ReadOnlySpan<byte> bytes)
    {
        var value = Read(ref bytes);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
