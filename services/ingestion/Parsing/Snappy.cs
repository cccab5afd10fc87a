using System.Buffers.Binary;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>
/// Unpacks Snappy's block format (github.com/google/snappy, format_description.txt): the unpacked length as a varint, then literals and
/// copies of what was unpacked before. The format has no checksum; what is checked is that every element fits.
/// </summary>
internal static class Snappy
{
    // The most an element yields: a copy of 64 bytes from 3.
    private const int MaximumExpansion = 22;
    private const int LongestPreamble = 5;

    // The stream identifier of the framing format, which senders mistake for this one.
    private static ReadOnlySpan<byte> FramingStart => [0xFF, 0x06, 0x00, 0x00, (byte)'s', (byte)'N', (byte)'a', (byte)'P', (byte)'p', (byte)'Y'];

    /// <summary>How many bytes a packed body says it unpacks to; never more than it could.</summary>
    /// <exception cref="MalformedPayloadException">It is no Snappy block.</exception>
    public static int UnpackedLength(ReadOnlySpan<byte> packed) => Preamble(packed, out _);

    /// <summary>Unpacks into a target of just <see cref="UnpackedLength"/> bytes.</summary>
    /// <exception cref="MalformedPayloadException">An element does not fit.</exception>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        Preamble(packed, out var at);
        var written = 0;
        while (at < packed.Length)
        {
            var start = at;
            var tag = packed[at++];
            if ((tag & 3) == 0)
            {
                var length = LiteralLength(packed, tag, ref at);
                if (length > packed.Length - at || length > target.Length - written)
                {
                    throw Corrupt($"a literal of {length} bytes, where {packed.Length - at} are left to read and {target.Length - written} to write", start);
                }

                packed.Slice(at, (int)length).CopyTo(target[written..]);
                at += (int)length;
                written += (int)length;
                continue;
            }

            var (count, offset) = Copy(packed, tag, ref at);
            if (offset == 0 || offset > written || count > target.Length - written)
            {
                throw Corrupt($"a copy of {count} bytes from {offset} back, where {written} are written and {target.Length - written} are left to write", start);
            }

            Repeat(target, written, (int)offset, count);
            written += count;
        }

        if (written != target.Length)
        {
            throw Corrupt($"{written} bytes, although it says it unpacks to {target.Length}", packed.Length);
        }
    }

    private static int Preamble(ReadOnlySpan<byte> packed, out int at)
    {
        if (packed.StartsWith(FramingStart))
        {
            throw new MalformedPayloadException("The body is in Snappy's framing format; remote write takes the block format", "byte 0");
        }

        var length = 0UL;
        for (at = 0; at < Math.Min(packed.Length, LongestPreamble);)
        {
            var part = packed[at];
            length |= (ulong)(part & 0x7F) << (7 * at++);
            if (part < 0x80)
            {
                return length <= (ulong)packed.Length * MaximumExpansion
                    ? (int)length
                    : throw Corrupt($"a length of {length} unpacked bytes, which {packed.Length} packed ones cannot hold", 0);
            }
        }

        throw Corrupt("no length at its beginning", 0);
    }

    private static uint LiteralLength(ReadOnlySpan<byte> packed, byte tag, ref int at)
    {
        var length = (uint)tag >> 2;
        if (length < 60)
        {
            return length + 1;
        }

        // One less than the length is stored; the largest number stays as it is instead of becoming zero, and is refused as too long.
        var stored = Number(packed, (int)length - 59, ref at);
        return stored == uint.MaxValue ? stored : stored + 1;
    }

    private static (int Count, uint Offset) Copy(ReadOnlySpan<byte> packed, byte tag, ref int at) => (tag & 3) switch
    {
        1 => (((tag >> 2) & 7) + 4, ((uint)(tag >> 5) << 8) | Number(packed, 1, ref at)),
        2 => ((tag >> 2) + 1, Number(packed, 2, ref at)),
        _ => ((tag >> 2) + 1, Number(packed, 4, ref at)),
    };

    private static uint Number(ReadOnlySpan<byte> packed, int size, ref int at)
    {
        if (packed.Length - at < size)
        {
            throw Corrupt("an element that its end cuts off", at);
        }

        var bytes = packed.Slice(at, size);
        at += size;
        return size switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            3 => (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16)),
            _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        };
    }

    // A copy may reach into what it writes itself: then its source is a pattern that repeats.
    private static void Repeat(Span<byte> target, int at, int offset, int count)
    {
        while (count > 0)
        {
            var part = Math.Min(offset, count);
            target.Slice(at - offset, part).CopyTo(target[at..]);
            (at, count, offset) = (at + part, count - part, offset * 2);
        }
    }

    private static MalformedPayloadException Corrupt(string found, int position) => new($"The Snappy block is corrupt: it holds {found}", $"packed byte {position}");
}
