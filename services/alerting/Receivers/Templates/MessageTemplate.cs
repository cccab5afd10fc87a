using PerfMonitor.Templates;
using PerfMonitor.Templates.Functions;

namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>The template language of messages: Alertmanager's functions, and the fields of <see cref="MessageData"/>.</summary>
internal static class MessageTemplate
{
    /// <summary>Characters of a template.</summary>
    public const int LongestSource = 16 * 1024;

    public static TemplateDialect Dialect { get; } = new(AlertmanagerFunctions.All, fields: MessageData.Fields);

    /// <param name="name">What errors call it.</param>
    /// <param name="source">The text.</param>
    public static TemplateParse<Template> Parse(string name, string source) => source.Length <= LongestSource
        ? Template.Parse(name, source, Dialect)
        : new(null, new TemplateError(name, 1, 1, $"it has {source.Length} characters; {LongestSource} is the most"));
}
