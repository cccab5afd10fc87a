using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Aggregations;

/// <summary>The largest or the smallest value; NaN gives way to any number.</summary>
internal sealed class ExtremeFold : IFold
{
    private readonly double[] _best;
    private readonly bool _isMaximum;

    public ExtremeFold(int steps, bool isMaximum)
    {
        _best = new double[steps];
        Array.Fill(_best, Absent.Value);
        _isMaximum = isMaximum;
    }

    public void Add(ReadOnlySpan<double> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            double value = row[i], best = _best[i];
            if (Absent.Is(value)) continue;
            // Absent is a NaN too.
            if (double.IsNaN(best) || (_isMaximum ? value > best : value < best)) _best[i] = value;
        }
    }

    public void Finish(Span<double> output) => _best.CopyTo(output);
}
