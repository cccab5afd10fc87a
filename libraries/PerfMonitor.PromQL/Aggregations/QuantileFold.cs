using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.PromQL.Functions;

namespace PerfMonitor.PromQL.Aggregations;

/// <summary>A quantile across the series of a group; the quantile may change from step to step.</summary>
internal sealed class QuantileFold(double[] quantiles) : IFold
{
    private readonly List<double>?[] _values = new List<double>?[quantiles.Length];

    public void Add(ReadOnlySpan<double> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (!Absent.Is(row[i])) (_values[i] ??= []).Add(row[i]);
        }
    }

    public void Finish(Span<double> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = _values[i] is { } values
                ? Quantiles.Of(quantiles[i], System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values))
                : Absent.Value;
        }
    }
}
