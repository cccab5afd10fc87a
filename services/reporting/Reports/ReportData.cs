namespace PerfMonitor.Reporting.Reports;

/// <summary>The answers a report is made of.</summary>
internal sealed record ReportData
{
    /// <summary>What was asked, in the order of asking.</summary>
    public required IReadOnlyList<ReportQuery> Queries { get; init; }

    public required IReadOnlyDictionary<Figure, IReadOnlyList<MetricSeries>> Series { get; init; }

    /// <summary>What analytics said about its own answers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public required IReadOnlyList<AlertRecord> Alerts { get; init; }

    /// <summary>Whether alerting had more alerts than it gives at once.</summary>
    public bool AlertsAreCut { get; init; }

    public IReadOnlyList<MetricSeries> this[Figure figure] => Series.GetValueOrDefault(figure, []);

    /// <summary>The window behind each point of <see cref="Figure.States"/>; null where each is a single check.</summary>
    public TimeSpan? StateWindow => Queries.FirstOrDefault(query => query.Figure == Figure.States)?.Step;
}
