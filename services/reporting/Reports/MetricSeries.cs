namespace PerfMonitor.Reporting.Reports;

/// <summary>A value at a time, as analytics gave it.</summary>
/// <param name="TimestampMs">Milliseconds since the Unix epoch.</param>
/// <param name="Value">May be no number.</param>
internal readonly record struct MetricPoint(long TimestampMs, double Value);

/// <summary>One series of a query's result; the result of an instant query has one point.</summary>
internal sealed record MetricSeries(IReadOnlyDictionary<string, string> Labels, IReadOnlyList<MetricPoint> Points)
{
    /// <summary>The label's value, or nothing where the series has no such label.</summary>
    public string Label(string name) => Labels.GetValueOrDefault(name, "");

    /// <summary>The newest value that is a number.</summary>
    public double? Last => Points.LastOrDefault(point => double.IsFinite(point.Value), new MetricPoint(0, double.NaN)).Value is var value && double.IsFinite(value) ? value : null;
}
