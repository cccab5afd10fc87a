using System.Globalization;

namespace PerfMonitor.Bench.Forecasts;

/// <summary>A file of series as the M4 competition lays them out: a header "V1","V2",…, then one series a row, its id first.</summary>
internal static class CompetitionFile
{
    /// <summary>One row at a time. Empty cells at the end pad the row and are dropped; empty ones between values are gaps.</summary>
    public static IEnumerable<(string Id, double[] Values)> Read(string file)
    {
        int line = 1;
        foreach (string row in File.ReadLines(file).Skip(1))
        {
            line++;
            if (row.Length == 0) continue;
            string[] cells = row.Split(',');
            int count = cells.Length;
            while (count > 1 && Bare(cells[count - 1]).Length == 0) count--;
            var values = new double[count - 1];
            for (int i = 1; i < count; i++) values[i - 1] = Number(Bare(cells[i]), file, line, i + 1);
            yield return (Bare(cells[0]), values);
        }
    }

    public static string Header(int values) => string.Join(',', Enumerable.Range(1, values + 1).Select(i => $"\"V{i}\""));

    public static string Row(string id, IEnumerable<double> values) =>
        $"\"{id}\",{string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}";

    private static string Bare(string cell) => cell.Trim().Trim('"');

    private static double Number(string cell, string file, int line, int column)
    {
        if (cell.Length == 0 || cell is "NA" or "NaN") return double.NaN;
        return double.TryParse(cell, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new InvalidDataException($"{file}, line {line}, column {column}: '{cell}' is no number. Cells are numbers, or empty for a gap.");
    }
}
