namespace PerfMonitor.Analysis.Forecasting.Grids;

/// <summary>Merges neighbouring steps of a series into longer ones.</summary>
public static class Coarsening
{
    /// <summary>
    /// The largest value of each stretch, a gap where none is measured. Stretches are counted back from the end, so that the
    /// newest is whole; an incomplete oldest one is left out.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="steps">Steps that become one, 1 or more.</param>
    public static RegularSeries ByLargest(RegularSeries series, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (steps == 1) return series;
        int left = series.Values.Count % steps;
        var merged = new double[series.Values.Count / steps];
        for (int i = 0; i < merged.Length; i++)
        {
            merged[i] = double.NaN;
            for (int j = 0; j < steps; j++)
            {
                double value = series.Values[left + (i * steps) + j];
                if (double.IsFinite(value)) merged[i] = double.IsNaN(merged[i]) ? value : Math.Max(merged[i], value);
            }
        }

        // A stretch stands at its last step, where what it holds is known.
        return new RegularSeries(series.TimeMs(left + steps - 1), series.StepMs * steps, merged);
    }
}
