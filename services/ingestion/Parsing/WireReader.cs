using System.Buffers.Binary;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>Reads Protocol Buffers' wire format from a span. Every position is counted from the start of the whole payload, so that an error can name it.</summary>
internal ref struct WireReader
{
    private const int LongestVarint = 10;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _end;

    public WireReader(ReadOnlySpan<byte> bytes)
        : this(bytes, 0, bytes.Length)
    {
    }

    private WireReader(ReadOnlySpan<byte> bytes, int start, int end)
    {
        _bytes = bytes;
        Position = start;
        _end = end;
    }

    /// <summary>Where the next byte is read.</summary>
    public int Position { get; private set; }

    /// <summary>Whether the message has been read to its end.</summary>
    public readonly bool AtEnd => Position >= _end;

    /// <summary>Reads the next field's number and layout; false at the end of the message.</summary>
    public bool TryReadTag(out int field, out WireType type)
    {
        if (Position >= _end)
        {
            (field, type) = (0, default);
            return false;
        }

        var start = Position;
        var tag = Varint();
        field = (int)(tag >> 3);
        type = (WireType)(tag & 7);
        if (tag > uint.MaxValue || field == 0)
        {
            throw Malformed("a field number out of range", start);
        }

        if (type is not (WireType.Varint or WireType.Fixed64 or WireType.LengthDelimited or WireType.Fixed32))
        {
            throw Malformed($"wire type {(int)type}, which proto3 does not have", start);
        }

        return true;
    }

    /// <summary>Insists that a known field has the layout its definition gives it.</summary>
    public readonly void Expect(WireType wanted, WireType found, int field)
    {
        if (wanted != found)
        {
            throw Malformed($"field {field} with wire type {(int)found} where {(int)wanted} belongs", Position);
        }
    }

    public ulong Varint()
    {
        var start = Position;
        var value = 0UL;
        for (var i = 0; i < LongestVarint; i++)
        {
            if (Position >= _end)
            {
                throw Malformed("a variable-length integer that its message cuts off", start);
            }

            var part = _bytes[Position++];
            if (i == LongestVarint - 1 && part > 1)
            {
                break;
            }

            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Malformed("a variable-length integer of more than 64 bits", start);
    }

    /// <summary>A signed integer in zig-zag form.</summary>
    public int SInt32()
    {
        var value = (uint)Varint();
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    public ulong Fixed64()
    {
        Require(8);
        var value = BinaryPrimitives.ReadUInt64LittleEndian(_bytes[Position..]);
        Position += 8;
        return value;
    }

    public double Double() => BitConverter.UInt64BitsToDouble(Fixed64());

    /// <summary>Reads a nested message's length and returns a reader of just that message.</summary>
    public WireReader Message()
    {
        var length = Length();
        var nested = new WireReader(_bytes, Position, Position + length);
        Position += length;
        return nested;
    }

    /// <summary>The bytes of a length-delimited field.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        var length = Length();
        var bytes = _bytes.Slice(Position, length);
        Position += length;
        return bytes;
    }

    /// <summary>Where the bytes of a length-delimited field lie.</summary>
    public ByteRange Range()
    {
        var length = Length();
        var range = new ByteRange(Position, length);
        Position += length;
        return range;
    }

    /// <summary>Skips the given bytes where the rest of the message begins with them.</summary>
    public bool TrySkip(ReadOnlySpan<byte> expected)
    {
        if (!_bytes[Position.._end].StartsWith(expected))
        {
            return false;
        }

        Position += expected.Length;
        return true;
    }

    public void Skip(WireType type)
    {
        switch (type)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.LengthDelimited:
                Bytes();
                break;
            default:
                var size = type == WireType.Fixed64 ? 8 : 4;
                Require(size);
                Position += size;
                break;
        }
    }

    public static MalformedPayloadException Malformed(string found, int position) => new($"The protobuf body holds {found}", $"byte {position}");

    private int Length()
    {
        var start = Position;
        var length = Varint();
        if (length > (ulong)(_end - Position))
        {
            throw Malformed($"a field of {length} bytes in a message with {_end - Position} left", start);
        }

        return (int)length;
    }

    private readonly void Require(int count)
    {
        if (_end - Position < count)
        {
            throw Malformed("a fixed-size number that its message cuts off", Position);
        }
    }
}
