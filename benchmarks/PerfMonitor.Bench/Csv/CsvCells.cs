using System.Text;

namespace PerfMonitor.Bench.Csv;

/// <summary>The cells of a CSV file, line by line (RFC 4180): a quoted cell may hold commas but no line end, and a doubled quote stands for one.</summary>
internal static class CsvCells
{
    /// <summary>The cells of each line below the header that is not empty, and its number in the file, from 1.</summary>
    public static IEnumerable<(int Line, List<string> Cells)> Below(string file) => Lines(file).Where(static line => line.Line > 1);

    /// <summary>The same with the first line.</summary>
    public static IEnumerable<(int Line, List<string> Cells)> Lines(string file) => File.ReadLines(file)
        .Select(static (text, index) => (Text: text, Line: index + 1))
        .Where(static line => line.Text.Length > 0)
        .Select(static line => (line.Line, Of(line.Text)));

    /// <summary>The cells of a line, without the quotes and the blanks around them.</summary>
    public static List<string> Of(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char letter = line[i];
            if (letter == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append(line[++i]);
            }
            else if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (letter == ',' && !isQuoted)
            {
                Close();
            }
            else
            {
                cell.Append(letter);
            }
        }

        Close();
        return cells;

        void Close()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
        }
    }

    /// <summary>A cell as it is written: quoted where it holds a comma or a quote.</summary>
    public static string Written(string cell) => cell.AsSpan().IndexOfAny(',', '"') < 0 ? cell : Quoted(cell);

    /// <summary>A cell in quotes.</summary>
    public static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
