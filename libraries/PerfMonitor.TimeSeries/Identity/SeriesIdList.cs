using System.Buffers.Binary;

namespace PerfMonitor.TimeSeries;

/// <summary>Ids of series one after the other, 8 bytes each, little-endian.</summary>
public static class SeriesIdList
{
    /// <summary>Bytes of each id.</summary>
    public const int IdBytes = sizeof(ulong);

    /// <summary>Writes the ids.</summary>
    /// <returns>How many bytes they take.</returns>
    /// <exception cref="ArgumentOutOfRangeException">They do not fit.</exception>
    public static int Write(Span<byte> target, IEnumerable<SeriesId> ids)
    {
        var end = 0;
        foreach (var id in ids)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target[end..], id.Value);
            end += IdBytes;
        }

        return end;
    }

    /// <summary>Reads the ids; bytes at the end that are no whole id are left out.</summary>
    public static SeriesId[] Read(ReadOnlySpan<byte> bytes)
    {
        var ids = new SeriesId[bytes.Length / IdBytes];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = new SeriesId(BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * IdBytes)..]));
        }

        return ids;
    }
}
