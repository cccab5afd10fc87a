using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Aggregations;

/// <summary>The population variance, or its root, by Welford's method.</summary>
internal sealed class VarianceFold(int steps, bool isDeviation) : IFold
{
    private readonly double[] _counts = new double[steps];
    private readonly double[] _means = new double[steps];
    private readonly double[] _squares = new double[steps];

    public void Add(ReadOnlySpan<double> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            double value = row[i];
            if (Absent.Is(value)) continue;
            _counts[i]++;
            double delta = value - _means[i];
            _means[i] += delta / _counts[i];
            _squares[i] += delta * (value - _means[i]);
        }
    }

    public void Finish(Span<double> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            double variance = _squares[i] / _counts[i];
            output[i] = _counts[i] == 0 ? Absent.Value : isDeviation ? Math.Sqrt(variance) : variance;
        }
    }
}
