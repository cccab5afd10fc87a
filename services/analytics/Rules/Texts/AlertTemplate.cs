using System.Text.RegularExpressions;
using PerfMonitor.Templates;
using PerfMonitor.Templates.Functions;

namespace PerfMonitor.Analytics.Rules;

/// <summary>A label or annotation of a rule: a text with placeholders in the form of Prometheus' rule files, read when the rule is.</summary>
internal sealed partial class AlertTemplate
{
    private static readonly TemplateDialect Dialect = new(
        PrometheusFunctions.All, ["$labels", "$externalLabels", "$externalURL", "$value"], ["Labels", "ExternalLabels", "ExternalURL", "Value"]);

    // A server of its own has none.
    private static readonly Dictionary<string, string> NoLabels = [];

    private readonly Template _template;

    private AlertTemplate(Template template) => _template = template;

    /// <summary>The text as the file has it.</summary>
    public string Source => _template.Source;

    /// <summary>Whether the text may change from one evaluation to the next though the series stays.</summary>
    public bool Varies => Source.Contains("$value", StringComparison.Ordinal) || Source.Contains(".Value", StringComparison.Ordinal) || _template.Calls("query") || WholeData().IsMatch(Source);

    /// <summary>Reads a template.</summary>
    /// <param name="name">What errors call it.</param>
    /// <param name="source">The text.</param>
    public static TemplateParse<AlertTemplate> Parse(string name, string source)
    {
        var parsed = Template.Parse(name, source, Dialect);
        return new(parsed.IsRead ? new AlertTemplate(parsed.Value) : null, parsed.Error);
    }

    /// <summary>A text that is none of a template's, as it stands in one: braces that stand together would begin a placeholder.</summary>
    public static string Literal(string text) => text.Replace("{{", "{{\"{{\"}}", StringComparison.Ordinal);

    /// <summary>Fills the placeholders in. A text that cannot be says so in its place, as in Prometheus: the alert matters more than its text.</summary>
    public string Expand(IReadOnlyDictionary<string, string> labels, double value, RuleTexts texts)
    {
        var data = new TemplateRecord(("Labels", labels), ("ExternalLabels", NoLabels), ("ExternalURL", texts.PageUrl), ("Value", value));
        var result = _template.Fill(new TemplateInput(data, texts.Now)
        {
            Variables = new Dictionary<string, object?> { ["$labels"] = labels, ["$externalLabels"] = NoLabels, ["$externalURL"] = texts.PageUrl, ["$value"] = value },
            Functions = texts.Functions,
        });
        return result.IsFilled ? result.Text : $"<error expanding template: {result.Error}>";
    }

    // A dot or dollar that stands alone.
    [GeneratedRegex(@"\{\{.*(?<=[\s({|=])[.$](?=[\s)}|])", RegexOptions.Singleline)]
    private static partial Regex WholeData();
}
