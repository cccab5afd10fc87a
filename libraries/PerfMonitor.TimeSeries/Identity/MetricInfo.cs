namespace PerfMonitor.TimeSeries;

/// <summary>
/// What is told of a metric beside its samples. It is stored as a series, like the <c>…_info</c> metrics of OpenMetrics: whoever knows the series knows
/// the metrics' descriptions, and they are kept, shared and queried as everything else. The value is always 1.
/// </summary>
/// <param name="Metric">The metric or, for a histogram or summary, the name its parts have in common.</param>
/// <param name="Type">As in the Prometheus text format: <c>counter</c>, <c>gauge</c>, <c>histogram</c>, <c>summary</c>, <c>unknown</c> and the like; empty where nobody said.</param>
/// <param name="Unit">The unit by its word, such as <c>seconds</c>; empty where nobody said.</param>
/// <param name="Help">What the metric tells, for people; empty where nobody said.</param>
public sealed record MetricInfo(string Metric, string Type, string Unit, string Help)
{
    /// <summary>The metric that such series belong to.</summary>
    public const string SeriesName = "perfmonitor_metric_info";

    private const string MetricLabel = "metric";
    private const string TypeLabel = "type";
    private const string UnitLabel = "unit";
    private const string HelpLabel = "help";

    /// <summary>The labels of the series that says so; what is empty is left out.</summary>
    public LabelSet ToLabels() => LabelSet.Create(SeriesName, [new Label(MetricLabel, Metric), new Label(TypeLabel, Type), new Label(UnitLabel, Unit), new Label(HelpLabel, Help)]);

    /// <summary>What a series with that name says.</summary>
    public static MetricInfo Of(LabelSet labels) => new(labels[MetricLabel] ?? "", labels[TypeLabel] ?? "", labels[UnitLabel] ?? "", labels[HelpLabel] ?? "");
}
