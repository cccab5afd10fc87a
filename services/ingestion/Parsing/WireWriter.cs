using System.Buffers;
using System.Buffers.Binary;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>Writes Protocol Buffers' wire format into pooled memory, which <see cref="Dispose"/> gives back.</summary>
internal sealed class WireWriter : IDisposable
{
    // A nested message's length is not known when it begins; four bytes are kept for it, filled as a padded varint (legal, if not the shortest), enough for 256 MB.
    private const int LengthBytes = 4;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    public void Varint(int field, ulong value)
    {
        Tag(field, WireType.Varint);
        Raw(value);
    }

    public void Fixed64(int field, ulong value)
    {
        Tag(field, WireType.Fixed64);
        Raw8(value);
    }

    public void Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Tag(field, WireType.LengthDelimited);
        Raw((uint)bytes.Length);
        bytes.CopyTo(Reserve(bytes.Length));
    }

    /// <summary>Begins a nested message, or a packed list; returns what <see cref="End"/> wants.</summary>
    public int Begin(int field)
    {
        Tag(field, WireType.LengthDelimited);
        Reserve(LengthBytes);
        return Length;
    }

    public void End(int begun)
    {
        var length = (uint)(Length - begun);
        var span = _buffer.AsSpan(begun - LengthBytes, LengthBytes);
        for (var i = 0; i < LengthBytes; i++, length >>= 7)
        {
            span[i] = (byte)((length & 0x7F) | (i < LengthBytes - 1 ? 0x80u : 0));
        }
    }

    /// <summary>A varint without a tag, inside a packed list.</summary>
    public void Raw(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Reserve(1)[0] = (byte)(value | 0x80);
        }

        Reserve(1)[0] = (byte)value;
    }

    /// <summary>Eight bytes without a tag, inside a packed list.</summary>
    public void Raw8(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);

    private void Tag(int field, WireType type) => Raw(((ulong)field << 3) | (ulong)type);

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - Length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, Length + count));
            _buffer.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var span = _buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }
}
