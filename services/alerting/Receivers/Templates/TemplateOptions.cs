namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>The words of a message (section <c>Channels:Templates:NAME</c>), in the template language of Alertmanager's messages. A part that is left out is worded as usual.</summary>
internal sealed class TemplateOptions
{
    /// <summary>Subject, title or first line, for example <c>{{ .Status | toUpper }}: {{ .CommonLabels.alertname }}</c>.</summary>
    public string Headline { get; init; } = "";

    /// <summary>What stands below it, in plain text; each channel escapes it as it must.</summary>
    public string Body { get; init; } = "";
}
