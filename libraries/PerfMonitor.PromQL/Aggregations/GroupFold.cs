using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Aggregations;

/// <summary>1 where any series has a value.</summary>
internal sealed class GroupFold(int steps) : IFold
{
    private readonly bool[] _any = new bool[steps];

    public void Add(ReadOnlySpan<double> row)
    {
        for (int i = 0; i < row.Length; i++) _any[i] |= !Absent.Is(row[i]);
    }

    public void Finish(Span<double> output)
    {
        for (int i = 0; i < output.Length; i++) output[i] = _any[i] ? 1 : Absent.Value;
    }
}
