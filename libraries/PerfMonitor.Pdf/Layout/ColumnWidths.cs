namespace PerfMonitor.Pdf.Layout;

/// <summary>What a table column asks for, in points.</summary>
/// <param name="Narrowest">Its longest word.</param>
/// <param name="Natural">Its longest text on one line.</param>
/// <param name="Grow">Its share of what is left over; 0 stays natural.</param>
internal readonly record struct ColumnDemand(double Narrowest, double Natural, double Grow);

/// <summary>Shares the width of a table among its columns.</summary>
internal static class ColumnWidths
{
    public static double[] Distribute(IReadOnlyList<ColumnDemand> columns, double available)
    {
        var natural = columns.Sum(c => c.Natural);
        if (natural <= available)
        {
            var grow = columns.Sum(c => c.Grow);
            return grow > 0
                ? [.. columns.Select(c => c.Natural + (available - natural) * c.Grow / grow)]
                : [.. columns.Select(c => c.Natural + (available - natural) / columns.Count)];
        }

        // Every column gets its longest word, and the rest by how much more each could use.
        var narrowest = columns.Sum(c => c.Narrowest);
        if (narrowest <= available)
        {
            var share = (available - narrowest) / (natural - narrowest);
            return [.. columns.Select(c => c.Narrowest + (c.Natural - c.Narrowest) * share)];
        }
        return [.. columns.Select(c => c.Narrowest * available / narrowest)];
    }
}
