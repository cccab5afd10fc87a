using System.Numerics;

namespace PerfMonitor.TimeSeries;

/// <summary>
/// The XOR scheme of Gorilla (Pelkonen et al., VLDB 2015, section 4.1.2): a value equal to the one before costs one
/// bit, one whose differing bits lie inside the window used before costs two bits and the window, any other states a
/// new window. Bit patterns pass through untouched, so NaN payloads, -0 and infinities survive.
/// </summary>
internal static class XorPacking
{
    private const int LeadingBits = 6;
    private const int LengthBits = 6;

    /// <summary>Worst case in bytes: two control bits, a window of 12 and all 64 bits for each value.</summary>
    public static int MaxBytes(int count) => (count * (2 + LeadingBits + LengthBits + 64) + 7) / 8 + sizeof(ulong);

    public static int Write(Span<byte> buffer, ReadOnlySpan<double> values)
    {
        var bits = new BitWriter(buffer);
        ulong previous = BitConverter.DoubleToUInt64Bits(values[0]);
        bits.Write(previous, 64);
        int leading = 65, trailing = 0;
        for (int i = 1; i < values.Length; i++)
        {
            ulong current = BitConverter.DoubleToUInt64Bits(values[i]);
            ulong xor = current ^ previous;
            previous = current;
            if (xor == 0)
            {
                bits.Write(0, 1);
                continue;
            }

            int lead = BitOperations.LeadingZeroCount(xor), trail = BitOperations.TrailingZeroCount(xor);
            int own = 64 - lead - trail, window = 64 - leading - trailing;
            // A window far wider than the value needs is worth restating.
            if (lead >= leading && trail >= trailing && window <= own + LeadingBits + LengthBits)
            {
                bits.Write(0b01, 2);
                bits.Write(xor >> trailing, window);
                continue;
            }

            (leading, trailing) = (lead, trail);
            bits.Write(0b11, 2);
            bits.Write((ulong)lead, LeadingBits);
            bits.Write((ulong)(own - 1), LengthBits);
            bits.Write(xor >> trail, own);
        }

        return bits.Flush();
    }

    public static bool TryRead(ref ByteReader reader, Span<double> values)
    {
        var bits = new BitReader(reader.Rest);
        ulong current = bits.Read(64);
        values[0] = BitConverter.UInt64BitsToDouble(current);
        int trailing = 0, window = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (bits.ReadBit())
            {
                if (bits.ReadBit())
                {
                    int leading = (int)bits.Read(LeadingBits);
                    window = (int)bits.Read(LengthBits) + 1;
                    trailing = 64 - leading - window;
                    if (trailing < 0) return false;
                }

                current ^= bits.Read(window) << trailing;
            }

            values[i] = BitConverter.UInt64BitsToDouble(current);
        }

        if (bits.Failed) return false;
        reader.Advance(bits.BytesRead);
        return true;
    }
}
