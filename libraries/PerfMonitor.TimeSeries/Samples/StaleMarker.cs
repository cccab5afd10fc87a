namespace PerfMonitor.TimeSeries;

/// <summary>
/// The NaN with Prometheus' bit pattern that says "this series ends here": a query does not look back over it.
/// Every other NaN is an ordinary value.
/// </summary>
public static class StaleMarker
{
    private const ulong Bits = 0x7FF0_0000_0000_0002;

    /// <summary>The marker.</summary>
    public static readonly double Value = BitConverter.UInt64BitsToDouble(Bits);

    /// <summary>Whether the value is the marker, bit for bit.</summary>
    public static bool Is(double value) => BitConverter.DoubleToUInt64Bits(value) == Bits;
}
