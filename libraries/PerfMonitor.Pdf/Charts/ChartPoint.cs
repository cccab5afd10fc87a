namespace PerfMonitor.Pdf.Charts;

/// <summary>A value at a time; NaN, infinity and magnitudes of 1e100 and more are gaps.</summary>
/// <param name="TimestampMs">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Value">In the unit of the chart.</param>
public readonly record struct ChartPoint(long TimestampMs, double Value)
{
    // Far above any measurement, far below where sums and differences overflow.
    private const double Unmeasurable = 1e100;

    internal bool HasValue => Math.Abs(Value) < Unmeasurable;
}
