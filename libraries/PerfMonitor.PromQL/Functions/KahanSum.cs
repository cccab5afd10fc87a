using System.Runtime.CompilerServices;

namespace PerfMonitor.PromQL.Functions;

/// <summary>
/// A sum that keeps what rounding takes away (Kahan's summation as improved by Neumaier, 1974), as Prometheus sums:
/// 1 + 1e100 + 1 - 1e100 is 2.
/// </summary>
internal struct KahanSum(double sum)
{
    public double Sum = sum;
    public double Correction;

    public readonly double Total => double.IsInfinity(Sum) ? Sum : Sum + Correction;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        // Knuth's two-sum finds the same rounding error as Neumaier's comparison of magnitudes, without the branch.
        double total = Sum + value;
        double share = total - Sum;
        Correction = double.IsInfinity(total) ? 0 : Correction + (Sum - (total - share) + (value - share));
        Sum = total;
    }
}
