using System.Globalization;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Detection;

/// <summary>A CSV of a public benchmark: a header, then a time (UTC), a value and perhaps a label per row.</summary>
/// <param name="Rows">Each row's time as it is written, the sample, and whether a person called it an anomaly.</param>
internal sealed record LabelledSeries(IReadOnlyList<LabelledSeries.Row> Rows)
{
    /// <summary>One row.</summary>
    internal readonly record struct Row(string Time, Sample Sample, bool IsAnomaly);

    /// <summary>A time as the files write it, since the Unix epoch; without a zone it is UTC.</summary>
    public static long Milliseconds(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();

    public static LabelledSeries Read(string file)
    {
        var rows = new List<Row>();
        foreach (string line in File.ReadLines(file).Skip(1))
        {
            string[] fields = [.. line.Split(',').Select(static field => field.Trim('"', ' '))];
            if (fields.Length < 2) continue;
            long time = Milliseconds(fields[0]);
            double value = fields[1].Length == 0 ? double.NaN : double.Parse(fields[1], CultureInfo.InvariantCulture);
            bool isAnomaly = fields.Length > 2 && fields[2] is "1" or "1.0";
            rows.Add(new Row(fields[0], new Sample(time, value), isAnomaly));
        }

        return new LabelledSeries(rows);
    }
}
