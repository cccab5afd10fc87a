namespace PerfMonitor.Reporting.Reports;

/// <summary>One question to analytics.</summary>
/// <param name="Figure">What is asked for.</param>
/// <param name="Expression">In PromQL.</param>
/// <param name="Step">Distance of the points of a range query; null asks once, at the end of the period.</param>
internal sealed record ReportQuery(Figure Figure, string Expression, TimeSpan? Step = null);
