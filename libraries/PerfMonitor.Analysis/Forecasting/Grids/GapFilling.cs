namespace PerfMonitor.Analysis.Forecasting.Grids;

/// <summary>
/// Closes gaps so that methods that need every step can run: from the same phase one season before or after where the
/// season is known, on a straight line between the neighbours otherwise. Filled steps are never scored as if they had
/// been measured.
/// </summary>
internal static class GapFilling
{
    /// <summary>The values with every gap closed. At least one value must be measured.</summary>
    /// <param name="values">Gaps are NaN or infinite.</param>
    /// <param name="season">Steps of a season; 1 when none is known.</param>
    public static double[] Fill(ReadOnlySpan<double> values, int season)
    {
        double[] filled = values.ToArray();
        if (!filled.Any(value => !double.IsFinite(value))) return filled;
        double[] line = Line(values);
        for (int i = 0; i < filled.Length; i++)
        {
            if (!double.IsFinite(values[i])) filled[i] = season > 1 ? Seasonal(values, line, i, season) : line[i];
        }

        return filled;
    }

    /// <summary>The line between the neighbours, moved by how far the same phase of a neighbouring season lay off its own line.</summary>
    private static double Seasonal(ReadOnlySpan<double> values, double[] line, int index, int season)
    {
        double level = Level(line, index, season);
        for (int distance = season; distance <= 4 * season; distance += season)
        {
            foreach (int other in (ReadOnlySpan<int>)[index - distance, index + distance])
            {
                if (other < 0 || other >= values.Length || !double.IsFinite(values[other])) continue;
                return level + values[other] - Level(line, other, season);
            }
        }

        return line[index];
    }

    private static double Level(double[] line, int index, int season)
    {
        int from = Math.Max(0, index - (season / 2)), to = Math.Min(line.Length, from + season);
        double sum = 0;
        for (int i = from; i < to; i++) sum += line[i];
        return sum / (to - from);
    }

    private static double[] Line(ReadOnlySpan<double> values)
    {
        double[] line = values.ToArray();
        int before = -1;
        for (int i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && !double.IsFinite(line[i])) continue;
            for (int gap = before + 1; gap < i; gap++)
            {
                line[gap] = before < 0 ? line[i]
                    : i == line.Length ? line[before]
                    : line[before] + ((line[i] - line[before]) * (gap - before) / (i - before));
            }

            before = i;
        }

        return line;
    }
}
