using System.Buffers.Binary;
using System.IO.Hashing;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>
/// Tells gzip (RFC 1952) that is whole from gzip that is cut off, or has something else behind it: the framework's decoder takes both for the
/// end. Each member, of any number, closes with the checksum and the size of what it holds, so the last one must hold the end of what was unpacked.
/// </summary>
internal static class GzipEnd
{
    /// <summary>How many bytes of the end it takes: two of the last block, four of checksum, four of size.</summary>
    public const int Length = 10;

    /// <summary>Whether the last bytes of what was read close a member that holds the end of what was unpacked.</summary>
    public static bool Closes(ReadOnlySpan<byte> end, ReadOnlySpan<byte> unpacked)
    {
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(end[^8..]);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(end[^4..]);
        if (size == 0)
        {
            // Eight zeros are no evidence; an empty member has an empty block before them, fixed or stored (RFC 1951), as bgzip ends its files.
            return checksum == 0 && (end[^10..^8].SequenceEqual((ReadOnlySpan<byte>)[3, 0]) || end[^10..^8].SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0xFF]));
        }

        // The decoder has compared the checksum of a single member, which is all the rest.
        return size == (uint)unpacked.Length || (size < unpacked.Length && checksum == Crc32.HashToUInt32(unpacked[^(int)size..]));
    }
}
