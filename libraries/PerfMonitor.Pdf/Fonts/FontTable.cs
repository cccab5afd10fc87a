using System.Buffers.Binary;

namespace PerfMonitor.Pdf.Fonts;

/// <summary>One table of a font file, read big-endian; every read outside of it is an error that names the table.</summary>
internal readonly struct FontTable(string tag, ReadOnlyMemory<byte> data)
{
    public string Tag => tag;

    public int Length => data.Length;

    public ReadOnlyMemory<byte> Data => data;

    public int Byte(int offset) => Slice(offset, 1)[0];

    public int UInt16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(Slice(offset, 2));

    public int Int16(int offset) => BinaryPrimitives.ReadInt16BigEndian(Slice(offset, 2));

    public uint UInt32(int offset) => BinaryPrimitives.ReadUInt32BigEndian(Slice(offset, 4));

    /// <summary>An offset or length field; one above 2 GiB cannot be inside any file this library reads.</summary>
    public int Offset32(int offset)
    {
        var value = UInt32(offset);
        return value <= int.MaxValue
            ? (int)value
            : throw new FontFormatException($"Font table '{tag}' holds the offset {value}, which is outside of the file.");
    }

    public ReadOnlySpan<byte> Slice(int offset, int length) =>
        offset >= 0 && length >= 0 && offset <= data.Length - length
            ? data.Span.Slice(offset, length)
            : throw new FontFormatException($"Font table '{tag}' ends at byte {data.Length}, but {length} bytes at {offset} are needed.");
}
