using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>Puts tables together as a TrueType file: directory, checksums, and the adjustment that makes the whole sum up.</summary>
internal static class FontFile
{
    /// <summary>Place of <c>checkSumAdjustment</c> in table <c>head</c>.</summary>
    public const int ChecksumAdjustmentField = 8;

    /// <summary>Place of <c>indexToLocFormat</c> in table <c>head</c>.</summary>
    public const int LongOffsetsField = 50;

    private const uint WholeFileChecksum = 0xB1B0AFBA;
    private const int HeaderLength = 12;
    private const int RecordLength = 16;

    /// <param name="tables">With table <c>head</c>, its checksum adjustment zero.</param>
    public static byte[] Assemble(IReadOnlyCollection<(string Tag, byte[] Data)> tables)
    {
        var sorted = tables.OrderBy(t => t.Tag, StringComparer.Ordinal).ToArray();
        var start = HeaderLength + sorted.Length * RecordLength;
        var file = new byte[start + sorted.Sum(t => Padded(t.Data.Length))];
        WriteHeader(file, sorted.Length);

        var head = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var (tag, data) = sorted[i];
            data.CopyTo(file, start);
            var record = file.AsSpan(HeaderLength + i * RecordLength);
            Encoding.ASCII.GetBytes(tag, record);
            BinaryPrimitives.WriteUInt32BigEndian(record[4..], Checksum(file.AsSpan(start, Padded(data.Length))));
            BinaryPrimitives.WriteUInt32BigEndian(record[8..], (uint)start);
            BinaryPrimitives.WriteUInt32BigEndian(record[12..], (uint)data.Length);
            if (tag == "head")
            {
                head = start;
            }

            start += Padded(data.Length);
        }
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + ChecksumAdjustmentField), WholeFileChecksum - Checksum(file));
        return file;
    }

    /// <summary>The sum of big-endian 32-bit words, modulo 2³².</summary>
    public static uint Checksum(ReadOnlySpan<byte> data)
    {
        uint sum = 0;
        for (var i = 0; i < data.Length; i += 4)
        {
            sum += BinaryPrimitives.ReadUInt32BigEndian(data[i..]);
        }

        return sum;
    }

    // Search fields of the directory: 16 × the largest power of two below the count, its logarithm, the rest.
    private static void WriteHeader(Span<byte> file, int count)
    {
        var exponent = BitOperations.Log2((uint)count);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file[4..], (ushort)count);
        BinaryPrimitives.WriteUInt16BigEndian(file[6..], (ushort)(RecordLength << exponent));
        BinaryPrimitives.WriteUInt16BigEndian(file[8..], (ushort)exponent);
        BinaryPrimitives.WriteUInt16BigEndian(file[10..], (ushort)(RecordLength * count - (RecordLength << exponent)));
    }

    private static int Padded(int length) => (length + 3) & ~3;
}
