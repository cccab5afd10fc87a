using System.Text;

namespace PerfMonitor.Reporting.Reports;

/// <summary>Figures in words.</summary>
internal static class FigureNames
{
    /// <summary>"Response p95 over time" for <see cref="Figure.ResponseP95OverTime"/>.</summary>
    public static string Words(this Figure figure)
    {
        var words = new StringBuilder();
        foreach (var letter in figure.ToString())
        {
            if (char.IsUpper(letter) && words.Length > 0)
            {
                words.Append(' ').Append(char.ToLowerInvariant(letter));
            }
            else
            {
                words.Append(letter);
            }
        }

        return words.ToString();
    }
}
