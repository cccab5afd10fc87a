using System.Text;

namespace PerfMonitor.Ingestion.Translation;

/// <summary>
/// The Prometheus label name of an OpenTelemetry attribute: characters outside [a-zA-Z0-9_] become underscores, runs of them one;
/// a name that would begin with a digit gets <c>key_</c> in front, one that would begin with an underscore <c>key</c>.
/// </summary>
internal static class LabelName
{
    public static string Of(string attribute)
    {
        var name = new StringBuilder(attribute.Length);
        foreach (var letter in attribute)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                name.Append(letter);
            }
            else if (name.Length == 0 || name[^1] != '_')
            {
                name.Append('_');
            }
        }

        if (name.Length == 0)
        {
            return "";
        }

        return char.IsAsciiDigit(name[0]) ? $"key_{name}" : name[0] == '_' ? $"key{name}" : name.ToString();
    }
}
