using System.Buffers.Binary;

namespace PerfMonitor.Peers.Workloads;

/// <summary>
/// Compresses into the Snappy block format (google/snappy, format_description.txt) the way its usual writers do: matches of
/// four bytes and more, found through a hash table, within blocks of 64 KiB.
/// </summary>
internal sealed class Snappy
{
    private const int BlockBytes = 64 * 1024;
    private const int HashBits = 14;

    private readonly int[] _table = new int[1 << HashBits];

    /// <summary>Appends the compressed form.</summary>
    public void Compress(ReadOnlySpan<byte> input, MemoryStream output)
    {
        for (var length = (uint)input.Length; ; length >>= 7)
        {
            output.WriteByte((byte)(length >= 0x80 ? length | 0x80 : length));
            if (length < 0x80) break;
        }

        for (var start = 0; start < input.Length; start += BlockBytes)
        {
            CompressBlock(input[start..Math.Min(input.Length, start + BlockBytes)], output);
        }
    }

    private void CompressBlock(ReadOnlySpan<byte> block, MemoryStream output)
    {
        Array.Fill(_table, -1);
        int literal = 0, at = 0;
        while (at + 4 <= block.Length)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(block[at..]);
            ref var slot = ref _table[(word * 0x1E35A7BD) >> (32 - HashBits)];
            var candidate = slot;
            slot = at;
            if (candidate < 0 || BinaryPrimitives.ReadUInt32LittleEndian(block[candidate..]) != word)
            {
                // Bytes that did not match for long are skipped faster.
                at += 1 + (at - literal) / 32;
                continue;
            }

            WriteLiteral(block[literal..at], output);
            var length = 4 + block[(at + 4)..].CommonPrefixLength(block[(candidate + 4)..]);
            WriteCopy(at - candidate, length, output);
            at += length;
            literal = at;
        }

        WriteLiteral(block[literal..], output);
    }

    private static void WriteLiteral(ReadOnlySpan<byte> bytes, MemoryStream output)
    {
        if (bytes.IsEmpty) return;
        var last = bytes.Length - 1;
        if (last < 60)
        {
            output.WriteByte((byte)(last << 2));
        }
        else
        {
            output.WriteByte(61 << 2);
            output.WriteByte((byte)last);
            output.WriteByte((byte)(last >> 8));
        }

        output.Write(bytes);
    }

    private static void WriteCopy(int offset, int length, MemoryStream output)
    {
        while (length > 0)
        {
            var part = Math.Min(64, length);
            output.WriteByte((byte)(((part - 1) << 2) | 2));
            output.WriteByte((byte)offset);
            output.WriteByte((byte)(offset >> 8));
            length -= part;
        }
    }
}
