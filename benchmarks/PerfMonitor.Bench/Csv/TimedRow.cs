using System.Globalization;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.Csv;

/// <summary>A row of a CSV with a time, a value and perhaps a label, as the public benchmarks have them.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Time">The time as it is written.</param>
/// <param name="Sample">Time and value, NaN where there is none; null where the time cannot be read.</param>
/// <param name="IsAnomaly">Whether a person called it an anomaly.</param>
/// <param name="Problem">What of the row cannot be read; null where nothing.</param>
internal readonly record struct TimedRow(int Line, string Time, Sample? Sample, bool IsAnomaly, string? Problem)
{
    // Later than any second since the epoch that a series may hold, so that a larger number is milliseconds.
    private const double LatestSecond = 1e11;

    /// <summary>The rows of a file, one at a time and each of them, whatever it holds: a score belongs to every row.</summary>
    /// <exception cref="InvalidDataException">The file has no header, or not the two columns.</exception>
    public static IEnumerable<TimedRow> Read(string file)
    {
        string header = File.ReadLines(file).FirstOrDefault() ?? throw new InvalidDataException($"{file} is empty: a header is needed, then a time and a value in each line.");
        var columns = TimedColumns.Of(CsvCells.Of(header)) ?? throw new InvalidDataException($"{file} has one column, '{header}': a time and a value are needed.");
        return CsvCells.Below(file).Select(row => Of(row.Line, row.Cells, columns));
    }

    /// <summary>A number of seconds or milliseconds since the Unix epoch, or a time as people write it, UTC where it has no zone.</summary>
    public static bool TryParseTime(string time, out long milliseconds)
    {
        if (double.TryParse(time, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            double told = Math.Abs(number) <= LatestSecond ? 1_000 * number : number;
            bool isNumber = Math.Abs(told) <= 1_000 * LatestSecond;
            milliseconds = isNumber ? (long)told : 0;
            return isNumber;
        }

        bool isTime = DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment);
        milliseconds = isTime ? moment.ToUnixTimeMilliseconds() : 0;
        return isTime;
    }

    private static TimedRow Of(int line, List<string> cells, TimedColumns columns)
    {
        string time = Cell(columns.Time), value = Cell(columns.Value);
        bool isNumber = CsvNumber.TryParse(value, out double number), isTime = TryParseTime(time, out long milliseconds);
        return new TimedRow(
            line,
            time,
            isTime ? new Sample(milliseconds, number) : null,
            Cell(columns.Label) is "1" or "1.0",
            !isTime ? $"'{time}' is no time" : isNumber ? null : $"'{value}' is no number");

        string Cell(int column) => column < cells.Count ? cells[column] : "";
    }
}
