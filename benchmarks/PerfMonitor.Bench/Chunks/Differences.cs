namespace PerfMonitor.Bench.Chunks;

/// <summary>What differences of neighbours hold at least.</summary>
internal static class Differences
{
    /// <summary>
    /// Shannon's entropy in bits of the differences, by how often each comes: about what a coder could reach that knew their
    /// distribution and nothing else. Of many different values it tells too little, as each seems rarer than it is; noise is therefore
    /// counted as the 52 random bits of its fraction and what its exponent holds.
    /// </summary>
    public static double Entropy(ReadOnlySpan<double> values)
    {
        var counts = new Dictionary<double, int>();
        var (smallest, largest) = (double.MaxValue, double.MinValue);
        for (var i = 1; i < values.Length; i++)
        {
            var difference = Math.Round(values[i] - values[i - 1], 3);
            counts[difference] = counts.GetValueOrDefault(difference) + 1;
            (smallest, largest) = (Math.Min(smallest, difference), Math.Max(largest, difference));
        }

        if (values.Length > 1 && values[1] != Math.Round(values[1], 3)) return 52 + 2;
        var total = (double)(values.Length - 1);
        var bits = -counts.Values.Sum(count => count / total * Math.Log2(count / total));

        // Hardly a difference came twice: they are taken as spread evenly.
        return counts.Count > total / 2 ? Math.Log2(largest - smallest + 1) : bits;
    }
}
