using System.Globalization;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Forecasts;

/// <summary>A CSV file with a time and a value in its first two columns, below a header, as the NAB and cloud-monitoring sets have them.</summary>
internal static class TimedFile
{
    /// <summary>The means of the hours; times without a zone are UTC, and an empty value is a gap.</summary>
    public static RegularSeries ReadHourly(string file) =>
        SampleGrid.Build(File.ReadLines(file).Skip(1).Where(row => row.Length > 0).Select(Sample), 3_600_000, StepValue.Mean);

    private static Sample Sample(string row)
    {
        string[] cells = row.Split(',');
        var time = DateTimeOffset.Parse(cells[0].Trim('"'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        string value = cells[1].Trim('"');
        return new Sample(time.ToUnixTimeMilliseconds(), value.Length == 0 ? double.NaN : double.Parse(value, CultureInfo.InvariantCulture));
    }
}
