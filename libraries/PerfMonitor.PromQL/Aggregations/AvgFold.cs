using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.PromQL.Functions;

namespace PerfMonitor.PromQL.Aggregations;

/// <summary>The mean.</summary>
internal sealed class AvgFold(int steps) : IFold
{
    private readonly KahanMean[] _means = new KahanMean[steps];
    private readonly bool[] _any = new bool[steps];

    public void Add(ReadOnlySpan<double> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (Absent.Is(row[i])) continue;
            if (_any[i]) _means[i].Add(row[i]);
            else _means[i] = new KahanMean(row[i]);
            _any[i] = true;
        }
    }

    public void Finish(Span<double> output)
    {
        for (int i = 0; i < output.Length; i++) output[i] = _any[i] ? _means[i].Mean : Absent.Value;
    }
}
