namespace PerfMonitor.TimeSeries;

/// <summary>How the values of a chunk are written: the cheapest one for the chunk at hand.</summary>
internal enum ValueEncoding : byte
{
    /// <summary>All values share one bit pattern, stored once.</summary>
    Constant = 0,

    /// <summary>Values are n / 10^k; the integers n are packed, the few that do not fit ride beside.</summary>
    Decimal = 1,

    /// <summary>Each value is XORed with the one before (Gorilla).</summary>
    Xor = 2,

    /// <summary>As decimal, where all n are a constant plus multiples of one number: memory moves by pages.</summary>
    Multiple = 3,

    /// <summary>The bit patterns themselves as packed integers: full-precision noise, in which XOR finds nothing.</summary>
    Bits = 4,
}

/// <summary>How the timestamps of a chunk are written.</summary>
internal enum TimestampEncoding : byte
{
    /// <summary>Evenly spaced: the header says it all.</summary>
    Regular = 0,

    /// <summary>Packed deltas, or deltas of deltas where that is shorter.</summary>
    Packed = 1,
}

/// <summary>The second byte of a chunk: value encoding in the low half, timestamp encoding in the high half.</summary>
internal readonly record struct ChunkLayout(TimestampEncoding Timestamps, ValueEncoding Values)
{
    public bool IsKnown => Timestamps <= TimestampEncoding.Packed && Values <= ValueEncoding.Bits;

    public static ChunkLayout FromByte(byte value) => new((TimestampEncoding)(value >> 4), (ValueEncoding)(value & 0x0f));

    public byte ToByte() => (byte)(((byte)Timestamps << 4) | (byte)Values);
}
