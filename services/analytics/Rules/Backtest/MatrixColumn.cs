using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Reads the result of a range query as the instant vectors it is made of, at moments that only move forward.</summary>
internal sealed class MatrixColumn(MatrixValue matrix)
{
    private readonly int[] _next = new int[matrix.Series.Count];

    /// <summary>The vector at a moment; moments must not go back.</summary>
    public IReadOnlyList<VectorSample> At(long timestampMs)
    {
        var vector = new List<VectorSample>();
        for (var i = 0; i < _next.Length; i++)
        {
            var samples = matrix.Series[i].Samples;
            while (_next[i] < samples.Count && samples[_next[i]].TimestampMs < timestampMs)
            {
                _next[i]++;
            }

            if (_next[i] < samples.Count && samples[_next[i]] is var sample && sample.TimestampMs == timestampMs)
            {
                vector.Add(new VectorSample(matrix.Series[i].Labels, timestampMs, sample.Value));
            }
        }

        return vector;
    }
}
