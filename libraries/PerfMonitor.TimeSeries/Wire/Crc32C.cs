using System.Buffers.Binary;
using System.Numerics;

namespace PerfMonitor.TimeSeries;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4), the checksum of every stored or sent format; a processor instruction where there is one.</summary>
public static class Crc32C
{
    /// <summary>The checksum of the bytes.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
