using System.Globalization;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Detection;

/// <summary>A CSV of a public benchmark: a header, then a time (UTC), a value and perhaps a label per row.</summary>
/// <param name="Rows">Each row's time as it is written, the sample, and whether a person called it an anomaly.</param>
internal sealed record LabelledSeries(IReadOnlyList<LabelledSeries.Row> Rows)
{
    /// <summary>One row.</summary>
    internal readonly record struct Row(string Time, Sample Sample, bool IsAnomaly);

    public static LabelledSeries Read(string file)
    {
        var rows = new List<Row>();
        foreach (string line in File.ReadLines(file).Skip(1))
        {
            string[] fields = [.. line.Split(',').Select(static field => field.Trim('"', ' '))];
            if (fields.Length < 2) continue;
            long time = DateTimeOffset.Parse(fields[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();
            double value = fields[1].Length == 0 ? double.NaN : double.Parse(fields[1], CultureInfo.InvariantCulture);
            bool isAnomaly = fields.Length > 2 && fields[2] is "1" or "1.0";
            rows.Add(new Row(fields[0], new Sample(time, value), isAnomaly));
        }

        return new LabelledSeries(rows);
    }
}
