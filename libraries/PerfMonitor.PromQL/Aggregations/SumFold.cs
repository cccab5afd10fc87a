using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.PromQL.Functions;

namespace PerfMonitor.PromQL.Aggregations;

/// <summary>The sum, with the rounding errors kept.</summary>
internal sealed class SumFold(int steps) : IFold
{
    private readonly KahanSum[] _sums = new KahanSum[steps];
    private readonly bool[] _any = new bool[steps];

    public void Add(ReadOnlySpan<double> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (Absent.Is(row[i])) continue;
            _sums[i].Add(row[i]);
            _any[i] = true;
        }
    }

    public void Finish(Span<double> output)
    {
        for (int i = 0; i < output.Length; i++) output[i] = _any[i] ? _sums[i].Total : Absent.Value;
    }
}
