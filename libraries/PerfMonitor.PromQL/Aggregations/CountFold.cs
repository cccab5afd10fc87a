using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Aggregations;

/// <summary>How many series have a value.</summary>
internal sealed class CountFold(int steps) : IFold
{
    private readonly int[] _counts = new int[steps];

    public void Add(ReadOnlySpan<double> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (!Absent.Is(row[i])) _counts[i]++;
        }
    }

    public void Finish(Span<double> output)
    {
        for (int i = 0; i < output.Length; i++) output[i] = _counts[i] > 0 ? _counts[i] : Absent.Value;
    }
}
