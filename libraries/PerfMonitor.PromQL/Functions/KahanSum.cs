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
        double total = Sum + value;
        if (double.IsInfinity(total)) Correction = 0;
        else if (Math.Abs(Sum) >= Math.Abs(value)) Correction += Sum - total + value;
        else Correction += value - total + Sum;
        Sum = total;
    }
}
