using PerfMonitor.Bench.Csv;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Detection;

/// <summary>A series of a public benchmark with its labels, in memory.</summary>
/// <param name="Rows">Each sample, and whether a person called it an anomaly.</param>
internal sealed record LabelledSeries(IReadOnlyList<LabelledSeries.Row> Rows)
{
    /// <summary>One row.</summary>
    internal readonly record struct Row(Sample Sample, bool IsAnomaly);

    /// <summary>The rows of a file whose time can be read.</summary>
    public static LabelledSeries Read(string file) =>
        new([.. TimedRow.Read(file).Where(static row => row.Sample is not null).Select(static row => new Row(row.Sample!.Value, row.IsAnomaly))]);
}
