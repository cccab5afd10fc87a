using System.Globalization;

namespace PerfMonitor.TimeSeries;

/// <summary>
/// The 64-bit id of a series, the xxHash64 of its canonical label set. Two different sets can share an id with a chance
/// of about 2⁻⁶⁴ per pair; the catalogue refuses the second one.
/// </summary>
public readonly record struct SeriesId(ulong Value) : IComparable<SeriesId>
{
    /// <inheritdoc />
    public int CompareTo(SeriesId other) => Value.CompareTo(other.Value);

    public static bool operator <(SeriesId left, SeriesId right) => left.Value < right.Value;

    public static bool operator >(SeriesId left, SeriesId right) => left.Value > right.Value;

    public static bool operator <=(SeriesId left, SeriesId right) => left.Value <= right.Value;

    public static bool operator >=(SeriesId left, SeriesId right) => left.Value >= right.Value;

    /// <summary>The id as PostgreSQL's bigint holds it: the same 64 bits, signed.</summary>
    public long ToInt64() => unchecked((long)Value);

    /// <summary>The id that a bigint holds.</summary>
    public static SeriesId FromInt64(long value) => new(unchecked((ulong)value));

    /// <summary>Sixteen lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
