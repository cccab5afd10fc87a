using System.Text;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>Texts of alerts in messages that are read as Markdown.</summary>
internal static class Markdown
{
    /// <summary>Puts a backslash before each of the characters that would mean something.</summary>
    public static string Escape(string text, string meaningful)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            (meaningful.Contains(character, StringComparison.Ordinal) ? escaped.Append('\\') : escaped).Append(character);
        }

        return escaped.ToString();
    }
}
