using System.Globalization;

namespace PerfMonitor.Bench.Csv;

/// <summary>A number in a cell. Cells that say that there is none, as spreadsheets and statistics programs write it, are NaN.</summary>
internal static class CsvNumber
{
    private static readonly HashSet<string> None = new(StringComparer.OrdinalIgnoreCase) { "", "NaN", "NA", "N/A", "null", "none", "-", "?" };

    /// <summary>False where the cell is neither a number nor one of the words for none; the value is NaN then too.</summary>
    public static bool TryParse(string cell, out double value)
    {
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return true;
        value = double.NaN;
        return None.Contains(cell);
    }
}
