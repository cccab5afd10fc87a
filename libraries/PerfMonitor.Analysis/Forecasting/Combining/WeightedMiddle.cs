namespace PerfMonitor.Analysis.Forecasting.Combining;

/// <summary>
/// Adds rows up place by place: the weighted mean of what lies in the middle fifth of the weight, nearly a weighted median.
/// Where methods fall into two camps, the level between the spikes and the mean of both, it keeps to the heavier one; and no
/// single method decides it.
/// </summary>
internal static class WeightedMiddle
{
    private const double From = 0.4, To = 0.6;

    /// <summary>One value a place.</summary>
    /// <param name="rows">Rows of one length, at least one.</param>
    /// <param name="weights">One weight a row, summing to 1.</param>
    public static double[] Of(IReadOnlyList<double[]> rows, double[] weights)
    {
        int[] used = [.. Enumerable.Range(0, rows.Count).Where(row => weights[row] > 0)];
        var combined = new double[rows[0].Length];
        var values = new double[used.Length];
        var shares = new double[used.Length];
        for (int place = 0; place < combined.Length; place++)
        {
            for (int i = 0; i < used.Length; i++) (values[i], shares[i]) = (rows[used[i]][place], weights[used[i]]);
            Array.Sort(values, shares);
            combined[place] = Middle(values, shares);
        }

        return combined;
    }

    private static double Middle(double[] values, double[] shares)
    {
        double below = 0, sum = 0, weight = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double inside = Math.Min(below + shares[i], To) - Math.Max(below, From);
            below += shares[i];
            if (inside <= 0) continue;
            sum += inside * values[i];
            weight += inside;
        }

        return sum / weight;
    }
}
