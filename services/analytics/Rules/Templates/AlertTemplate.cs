using System.Text;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// A text with placeholders in the form of Prometheus' rule files: <c>{{ $labels.instance }} is at {{ $value | humanizePercentage }}</c>.
/// The subset is values, labels, text and number literals, pipes, parentheses and the functions of <see cref="TemplateFunctions"/>;
/// control structures and queries are refused when the file is read.
/// </summary>
internal sealed class AlertTemplate
{
    private readonly IReadOnlyList<ITemplatePart> _parts;

    private AlertTemplate(string source, IReadOnlyList<ITemplatePart> parts) => (Source, _parts) = (source, parts);

    /// <summary>The text as the file has it.</summary>
    public string Source { get; }

    /// <summary>Whether the text may change with the value.</summary>
    public bool UsesValue => Source.Contains("$value", StringComparison.Ordinal) || Source.Contains(".Value", StringComparison.Ordinal);

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateException">It is none; the message says what and where.</exception>
    public static AlertTemplate Parse(string source) => new(source, TemplateParser.Parse(source));

    /// <summary>Fills the placeholders in.</summary>
    /// <exception cref="TemplateException">A function does not fit what it is given.</exception>
    public string Expand(TemplateData data)
    {
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            text.Append(TemplateFunctions.Print(part.Evaluate(data)));
        }

        return text.ToString();
    }
}

/// <summary>What a template can show.</summary>
/// <param name="Labels">The labels of the alert's series, by name.</param>
/// <param name="Value">The value of the expression.</param>
internal sealed record TemplateData(IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>A template that cannot be read or filled in.</summary>
internal sealed class TemplateException(string message) : Exception(message);

/// <summary>A piece of a template: its value is a <see cref="string"/>, a <see cref="double"/> or the labels.</summary>
internal interface ITemplatePart
{
    object Evaluate(TemplateData data);
}
