namespace PerfMonitor.Analysis.Significance;

/// <summary>Mid-ranks: equal values share the mean of the ranks they take up.</summary>
internal static class Ranks
{
    /// <summary>The ranks of the values, 1 for the smallest, and the sum of t³ − t over the groups of t equal values. Values are finite.</summary>
    public static (double[] Ranks, double TieSum) Of(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        var ties = 0.0;
        for (var first = 0; first < sorted.Length;)
        {
            var next = first + 1;
            while (next < sorted.Length && sorted[next] == sorted[first])
            {
                next++;
            }

            double size = next - first;
            ties += (size * size * size) - size;
            for (var i = first; i < next; i++)
            {
                ranks[order[i]] = (first + 1 + next) / 2.0;
            }

            first = next;
        }

        return (ranks, ties);
    }
}
