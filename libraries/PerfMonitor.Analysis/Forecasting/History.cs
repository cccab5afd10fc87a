using PerfMonitor.Analysis.Forecasting.Grids;

namespace PerfMonitor.Analysis.Forecasting;

/// <summary>A series made ready for the methods: trimmed to its measured span and bounded length, scaled, gaps closed.</summary>
/// <param name="Start">Index of the first value kept.</param>
/// <param name="Measured">Values divided by <paramref name="Scale"/>; gaps are NaN.</param>
/// <param name="Filled">The same without gaps.</param>
/// <param name="Scale">The largest absolute value, so that squares neither overflow nor vanish.</param>
internal sealed record History(int Start, double[] Measured, double[] Filled, double Scale)
{
    /// <summary>Most values that are read, the newest ones: four weeks of 5-minute steps.</summary>
    public const int Most = 8064;

    /// <summary>How many values are measured.</summary>
    public int Count => Measured.Count(double.IsFinite);

    /// <summary>Whether no value is below 0.</summary>
    public bool NeverNegative => Array.TrueForAll(Filled, value => value >= 0);

    /// <summary>Whether all measured values are the same.</summary>
    public bool Constant => Filled.Min() == Filled.Max();

    /// <summary>Reads the values; null when none is measured.</summary>
    /// <param name="values">NaN and infinities are gaps.</param>
    /// <param name="season">Steps of the season by which gaps are closed; 1 when none is known.</param>
    public static History? Read(IReadOnlyList<double> values, int season)
    {
        int from = 0, to = values.Count;
        while (to > 0 && !double.IsFinite(values[to - 1])) to--;
        from = Math.Max(from, to - Most);
        while (from < to && !double.IsFinite(values[from])) from++;
        if (from == to) return null;

        var measured = new double[to - from];
        double scale = 0;
        for (int i = 0; i < measured.Length; i++)
        {
            measured[i] = double.IsFinite(values[from + i]) ? values[from + i] : double.NaN;
            if (double.IsFinite(measured[i])) scale = Math.Max(scale, Math.Abs(measured[i]));
        }

        if (scale == 0) scale = 1;
        for (int i = 0; i < measured.Length; i++) measured[i] /= scale;
        return new History(from, measured, GapFilling.Fill(measured, season), scale);
    }
}
