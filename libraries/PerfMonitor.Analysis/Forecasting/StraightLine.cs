namespace PerfMonitor.Analysis.Forecasting;

/// <summary>The least-squares line through values against their index.</summary>
/// <param name="Start">Its height at index 0.</param>
/// <param name="Slope">Its rise from one value to the next; 0 for a single value.</param>
internal readonly record struct StraightLine(double Start, double Slope)
{
    public double At(double index) => Start + (Slope * index);

    public static StraightLine Fit(ReadOnlySpan<double> values)
    {
        double centre = (values.Length - 1) / 2.0, mean = 0, above = 0, below = 0;
        for (int i = 0; i < values.Length; i++)
        {
            mean += values[i] / values.Length;
            above += (i - centre) * values[i];
            below += (i - centre) * (i - centre);
        }

        double slope = below > 0 ? above / below : 0;
        return new StraightLine(mean - (slope * centre), slope);
    }
}
