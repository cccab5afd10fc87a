using System.Runtime.CompilerServices;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>
/// "No value at this step", held in a row as the bits of the stale marker. Selectors drop stale samples and arithmetic
/// always quiets a NaN, so no computed value has these bits.
/// </summary>
internal static class Absent
{
    public static readonly double Value = StaleMarker.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(double value) => BitConverter.DoubleToUInt64Bits(value) == 0x7FF0_0000_0000_0002;

    public static bool All(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!Is(value)) return false;
        }

        return true;
    }

    public static int CountPresent(ReadOnlySpan<double> values)
    {
        int present = 0;
        foreach (double value in values)
        {
            if (!Is(value)) present++;
        }

        return present;
    }
}
