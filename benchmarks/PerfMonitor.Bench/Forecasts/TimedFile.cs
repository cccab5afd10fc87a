using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Bench.Csv;

namespace PerfMonitor.Bench.Forecasts;

/// <summary>A CSV file with a time and a value, as the NAB and cloud-monitoring sets have them.</summary>
internal static class TimedFile
{
    /// <summary>The means of the hours; an empty value is a gap, and a row without a time is none.</summary>
    public static RegularSeries ReadHourly(string file) =>
        SampleGrid.Build(TimedRow.Read(file).Where(static row => row.Sample is not null).Select(static row => row.Sample!.Value), 3_600_000, StepValue.Mean);
}
