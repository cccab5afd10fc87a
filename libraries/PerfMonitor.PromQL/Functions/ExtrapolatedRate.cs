using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>
/// The growth over a window, extended to its edges: as far as the edge where a sample is nearer to it than 1.1 times the
/// usual distance, else by half that distance, and for a counter never below zero.
/// </summary>
internal readonly struct ExtrapolatedRate(bool isCounter, bool isRate) : IWindowFunction
{
    public double Evaluate(in RangeWindow window)
    {
        int last = window.Count - 1;
        long samples = window.SampleCount;
        if (samples < 2) return Absent.Value;
        double growth = window.Values[last] - window.Values[0];
        if (isCounter && !window.NeverFalls) growth += ResetCorrection(window.Values);

        double toStart = (window.Timestamps[0] - window.StartMs) / 1000.0;
        double toEnd = (window.EndMs - window.Timestamps[last]) / 1000.0;
        double sampled = (window.Timestamps[last] - window.Timestamps[0]) / 1000.0;
        double distance = sampled / (samples - 1);
        double threshold = distance * 1.1;
        if (toStart >= threshold) toStart = distance / 2;
        if (isCounter && growth > 0 && window.Values[0] >= 0) toStart = Math.Min(toStart, sampled * (window.Values[0] / growth));
        if (toEnd >= threshold) toEnd = distance / 2;
        double factor = (sampled + toStart + toEnd) / sampled;
        if (isRate) factor /= (window.EndMs - window.StartMs) / 1000.0;
        return growth * factor;
    }

    /// <summary>What a counter had reached each time it began anew.</summary>
    private static double ResetCorrection(ReadOnlySpan<double> values)
    {
        double correction = 0, before = values[0];
        foreach (double value in values)
        {
            if (value < before) correction += before;
            before = value;
        }

        return correction;
    }
}
