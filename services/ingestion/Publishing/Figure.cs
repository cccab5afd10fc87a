using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>One number a collector of ours has measured, before it becomes a sample.</summary>
internal readonly record struct Figure(string Metric, double Value, params Label[] Labels)
{
    /// <summary>The series, with the labels all figures of a collector share.</summary>
    public LabelSet Series(params ReadOnlySpan<Label> shared) => LabelSet.Create(Metric, (Label[])[.. shared, .. Labels]);
}
