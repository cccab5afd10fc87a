namespace PerfMonitor.Pdf.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">In order of time.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points)
{
    internal IEnumerable<ChartPoint> WithValue => Points.Where(p => p.HasValue);
}
