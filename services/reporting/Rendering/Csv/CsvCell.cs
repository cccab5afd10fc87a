using System.Globalization;

namespace PerfMonitor.Reporting.Rendering.Csv;

/// <summary>Writes one cell so that it is read as the text it is.</summary>
internal static class CsvCell
{
    public static string Escape(string text)
    {
        var safe = IsFormula(text) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // A label's value may come from outside, and spreadsheets run what begins like this.
    private static bool IsFormula(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r'
        && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
