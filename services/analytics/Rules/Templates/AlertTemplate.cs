namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// A text with placeholders in the form of Prometheus' rule files: <c>{{ $labels.instance }} is at {{ $value | humanizePercentage }}</c>.
/// It is Go's template language with values, labels, literals, pipes, parentheses, variables, <c>if</c>, <c>with</c>, <c>range</c> and the
/// functions of <see cref="TemplateFunctions"/>; queries and named templates are refused when the file is read. Length and steps are bounded.
/// </summary>
internal sealed class AlertTemplate
{
    private readonly TemplateBlock _block;

    private AlertTemplate(string source, TemplateBlock block) => (Source, _block) = (source, block);

    /// <summary>The text as the file has it.</summary>
    public string Source { get; }

    /// <summary>Whether the text may change with the value.</summary>
    public bool UsesValue => Source.Contains("$value", StringComparison.Ordinal) || Source.Contains(".Value", StringComparison.Ordinal);

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateException">It is none; the message says what and where.</exception>
    public static AlertTemplate Parse(string source) => new(source, TemplateParser.Parse(source));

    /// <summary>Fills the placeholders in.</summary>
    /// <exception cref="TemplateException">A function does not fit what it is given, or the text grows without end.</exception>
    public string Expand(TemplateData data)
    {
        var run = new TemplateRun(data);
        _block.Write(run);
        return run.Text;
    }
}

/// <summary>What a template can show.</summary>
/// <param name="Labels">The labels of the alert's series, by name.</param>
/// <param name="Value">The value of the expression.</param>
internal sealed record TemplateData(IReadOnlyDictionary<string, string> Labels, double Value)
{
    /// <summary>What <c>$externalLabels</c> are here: a server of its own has none.</summary>
    public static IReadOnlyDictionary<string, string> NoLabels { get; } = new Dictionary<string, string>();
}

/// <summary>A template that cannot be read or filled in.</summary>
internal sealed class TemplateException(string message) : Exception(message);
