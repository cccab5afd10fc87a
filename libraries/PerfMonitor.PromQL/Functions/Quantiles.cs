namespace PerfMonitor.PromQL.Functions;

/// <summary>Quantiles by linear interpolation between the two samples around the rank; NaN counts as smallest.</summary>
internal static class Quantiles
{
    /// <summary>The quantile of values, which are reordered; outside 0 to 1 an infinity.</summary>
    public static double Of(double quantile, Span<double> values)
    {
        if (values.IsEmpty || double.IsNaN(quantile)) return double.NaN;
        if (quantile < 0) return double.NegativeInfinity;
        if (quantile > 1) return double.PositiveInfinity;

        double rank = quantile * (values.Length - 1);
        int lower = (int)Math.Max(0, Math.Floor(rank));
        int upper = Math.Min(values.Length - 1, lower + 1);
        double weight = rank - Math.Floor(rank);
        double low = Select(values, lower);
        // Everything behind the lower rank is no smaller, so the next rank is the smallest of it.
        double high = upper == lower ? low : Smallest(values[upper..]);
        return low * (1 - weight) + high * weight;
    }

    private static double Smallest(ReadOnlySpan<double> values)
    {
        double smallest = values[0];
        foreach (double value in values)
        {
            if (value.CompareTo(smallest) < 0) smallest = value;
        }

        return smallest;
    }

    /// <summary>Hoare's selection: puts the value of a rank at its place, smaller ones before it. Sorts short spans.</summary>
    private static double Select(Span<double> values, int rank)
    {
        int low = 0, high = values.Length - 1;
        while (high - low > 16)
        {
            double pivot = Median(values[low], values[(low + high) >>> 1], values[high]);
            int i = low, j = high;
            while (i <= j)
            {
                // CompareTo orders NaN before every number.
                while (values[i].CompareTo(pivot) < 0) i++;
                while (values[j].CompareTo(pivot) > 0) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (rank <= j) high = j;
            else if (rank >= i) low = i;
            else return values[rank];
        }

        values[low..(high + 1)].Sort();
        return values[rank];
    }

    private static double Median(double a, double b, double c)
    {
        if (a.CompareTo(b) > 0) (a, b) = (b, a);
        if (b.CompareTo(c) > 0) b = c;
        return a.CompareTo(b) > 0 ? a : b;
    }
}
