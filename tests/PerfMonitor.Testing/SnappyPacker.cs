using System.Buffers.Binary;

namespace PerfMonitor.Testing;

/// <summary>Packs Snappy blocks as senders do, with literals and copies of every kind. Greedy, four bytes at a time, not fast.</summary>
public static class SnappyPacker
{
    private const int MinimumCopy = 4;
    private const int MaximumCopy = 64;

    /// <summary>The block.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        var packed = new List<byte>();
        Varint(packed, (uint)bytes.Length);
        var seen = new Dictionary<uint, int>();
        var (at, literal) = (0, 0);
        while (at + MinimumCopy <= bytes.Length)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
            var found = seen.TryGetValue(word, out var earlier);
            seen[word] = at;
            if (!found)
            {
                at++;
                continue;
            }

            var length = MinimumCopy;
            while (length < MaximumCopy && at + length < bytes.Length && bytes[earlier + length] == bytes[at + length])
            {
                length++;
            }

            Literal(packed, bytes[literal..at]);
            Copy(packed, length, (uint)(at - earlier));
            at += length;
            literal = at;
        }

        Literal(packed, bytes[literal..]);
        return [.. packed];
    }

    private static void Literal(List<byte> packed, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        var stored = (uint)bytes.Length - 1;
        if (stored < 60)
        {
            packed.Add((byte)(stored << 2));
        }
        else
        {
            var size = stored < 1 << 8 ? 1 : stored < 1 << 16 ? 2 : stored < 1 << 24 ? 3 : 4;
            packed.Add((byte)((59 + size) << 2));
            Number(packed, stored, size);
        }

        packed.AddRange(bytes);
    }

    private static void Copy(List<byte> packed, int length, uint offset)
    {
        if (length <= 11 && offset < 1 << 11)
        {
            packed.Add((byte)(1 | ((length - 4) << 2) | (int)(offset >> 8 << 5)));
            packed.Add((byte)offset);
            return;
        }

        var size = offset < 1 << 16 ? 2 : 4;
        packed.Add((byte)((size == 2 ? 2 : 3) | ((length - 1) << 2)));
        Number(packed, offset, size);
    }

    private static void Number(List<byte> packed, uint value, int size)
    {
        for (var i = 0; i < size; i++)
        {
            packed.Add((byte)(value >> (8 * i)));
        }
    }

    private static void Varint(List<byte> packed, uint value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            packed.Add((byte)(value | 0x80));
        }

        packed.Add((byte)value);
    }
}
