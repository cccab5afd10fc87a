using System.Globalization;
using PerfMonitor.Bench.Csv;

namespace PerfMonitor.Bench.Forecasts;

/// <summary>A series of a file as the M4 competition lays them out, or why it cannot be read.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Values">Its values; NaN in gaps.</param>
/// <param name="Problem">The first cell that is no number; null where all are.</param>
internal sealed record CompetitionSeries(string Id, double[] Values, string? Problem);

/// <summary>A file of series as the M4 competition lays them out: a header "V1","V2",…, if any, then one series a row, its id first.</summary>
internal static class CompetitionFile
{
    /// <summary>One row at a time. Cells without a number at the end pad the row and are dropped; between values they are gaps.</summary>
    public static IEnumerable<CompetitionSeries> Read(string file) => CsvCells.Lines(file)
        .Where(static row => row.Line > 1 || !IsHeader(row.Cells))
        .Select(static row => Of(row.Cells, row.Line));

    public static string Header(int values) => string.Join(',', Enumerable.Range(1, values + 1).Select(i => $"\"V{i}\""));

    public static string Row(string id, IEnumerable<double> values) =>
        $"{CsvCells.Quoted(id)},{string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}";

    /// <summary>The row of a series without a forecast: cells that are empty.</summary>
    public static string Empty(string id, int values) => CsvCells.Quoted(id) + new string(',', values);

    /// <summary>Whether a line names columns: none of them is a number, or they are numbered from 0 or 1.</summary>
    private static bool IsHeader(List<string> cells)
    {
        double[] numbers = [.. cells.Skip(1).Select(static cell => CsvNumber.TryParse(cell, out double value) ? value : double.NaN)];
        return !numbers.Any(double.IsFinite) || (numbers is [0 or 1, _, ..] && numbers.Zip(numbers.Skip(1)).All(static pair => pair.Second - pair.First == 1));
    }

    private static CompetitionSeries Of(List<string> cells, int line)
    {
        string? problem = null;
        var values = new double[cells.Count - 1];
        for (int i = 0; i < values.Length; i++)
        {
            if (!CsvNumber.TryParse(cells[i + 1], out values[i])) problem ??= $"line {line}, column {i + 2}: '{cells[i + 1]}' is no number; cells are numbers, or empty for a gap";
        }

        int count = values.Length;
        while (count > 0 && double.IsNaN(values[count - 1])) count--;
        return new CompetitionSeries(cells[0], values[..count], problem);
    }
}
