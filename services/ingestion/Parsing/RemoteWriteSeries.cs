using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Parsing;

/// <summary>
/// One TimeSeries message, refilled from message to message. Bounded by the body it is read from; kept from request to request, so that
/// reading allocates nothing once the buffers have grown.
/// </summary>
internal sealed class RemoteWriteSeries
{
    // Beyond these the buffers are the trace of an odd request, and not worth keeping.
    private const int UsualLabelBytes = 64 * 1_024;
    private const int UsualCount = 100_000;

    private byte[] _labels = new byte[1_024];
    private int _length;

    /// <summary>Its place in the request, from 0.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>
    /// The labels as remote write 1.0 encodes them, whatever version they came in: for each one the tag of its field, its length and
    /// <c>Label{name=1,value=2}</c>. Equal bytes mean equal labels, and are decoded only once (<see cref="RemoteWriteLabels"/>).
    /// </summary>
    public ReadOnlySpan<byte> Labels => IsExpected ? Expected : _labels.AsSpan(0, _length);

    /// <summary>Labels that the next message may begin with, in the same form; it is then read without a look at each one.</summary>
    public byte[] Expected { get; set; } = [];

    /// <summary>Whether the labels are those expected, and no others.</summary>
    public bool IsExpected { get; private set; }

    public List<Sample> Samples { get; } = [];

    /// <summary>Native histograms, which are not taken.</summary>
    public int Histograms { get; set; }

    /// <summary>The symbols of the request, as ranges of its body; empty for version 1.</summary>
    public List<ByteRange> Symbols { get; } = [];

    /// <summary>Exemplars of the request so far, which are passed over.</summary>
    public int Exemplars { get; set; }

    /// <summary>What a 2.0 message tells of its metric; null where it tells nothing.</summary>
    public RemoteWriteMetadata? Metadata { get; set; }

    /// <summary>What a 1.0 request has told of metrics so far, each under its name.</summary>
    public List<RemoteWriteMetadata> Described { get; } = [];

    /// <summary>Whether the buffers have their usual size.</summary>
    public bool IsWorthKeeping => _labels.Length <= UsualLabelBytes && Samples.Capacity <= UsualCount && Symbols.Capacity <= UsualCount && Described.Capacity <= UsualCount;

    /// <summary>The symbol that a reference names.</summary>
    /// <exception cref="MalformedPayloadException">There is none.</exception>
    public ByteRange Symbol(ref WireReader reader)
    {
        var start = reader.Position;
        var reference = reader.Varint();
        return reference < (ulong)Symbols.Count ? Symbols[(int)reference] : throw WireReader.Malformed($"a reference to symbol {reference}, of {Symbols.Count}", start);
    }

    public void BeginRequest()
    {
        (Index, Exemplars, Expected) = (-1, 0, []);
        Symbols.Clear();
        Described.Clear();
    }

    public void BeginSeries()
    {
        Index++;
        _length = 0;
        (Histograms, IsExpected, Metadata) = (0, false, null);
        Samples.Clear();
    }

    /// <summary>Takes the labels expected.</summary>
    public void AddExpected() => IsExpected = true;

    /// <summary>Adds a label that is encoded already, its length in front.</summary>
    public void AddLabel(ReadOnlySpan<byte> encoded)
    {
        WriteExpected();
        var room = Room(1 + encoded.Length);
        room[0] = RemoteWriteLabels.Tag;
        encoded.CopyTo(room[1..]);
        _length += 1 + encoded.Length;
    }

    /// <summary>Adds a label.</summary>
    public void AddLabel(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var content = 2 + VarintLength(name.Length) + name.Length + VarintLength(value.Length) + value.Length;
        var room = Room(1 + VarintLength(content) + content);
        room[0] = RemoteWriteLabels.Tag;
        var at = 1 + WriteVarint(content, room[1..]);
        room[at++] = RemoteWriteLabels.NameTag;
        at += WriteVarint(name.Length, room[at..]);
        name.CopyTo(room[at..]);
        at += name.Length;
        room[at++] = RemoteWriteLabels.ValueTag;
        at += WriteVarint(value.Length, room[at..]);
        value.CopyTo(room[at..]);
        _length += at + value.Length;
    }

    // More labels follow those expected: they are all written out.
    private void WriteExpected()
    {
        if (IsExpected)
        {
            Expected.CopyTo(Room(Expected.Length));
            (_length, IsExpected) = (Expected.Length, false);
        }
    }

    private Span<byte> Room(int bytes)
    {
        if (_labels.Length - _length < bytes)
        {
            Array.Resize(ref _labels, Math.Max(_labels.Length * 2, _length + bytes));
        }

        return _labels.AsSpan(_length);
    }

    private static int VarintLength(int value)
    {
        var length = 1;
        for (; value >= 0x80; value >>= 7)
        {
            length++;
        }

        return length;
    }

    private static int WriteVarint(int value, Span<byte> room)
    {
        var at = 0;
        for (; value >= 0x80; value >>= 7)
        {
            room[at++] = (byte)(value | 0x80);
        }

        room[at++] = (byte)value;
        return at;
    }
}
