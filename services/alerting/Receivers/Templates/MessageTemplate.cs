using System.Text;

namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>
/// A text with placeholders in the subset of Go's templates that message templates of Alertmanager use:
/// <c>{{ .CommonLabels.alertname }}</c>, <c>{{ range .Alerts }}…{{ end }}</c>, <c>{{ if eq .Status "firing" }}…{{ else }}…{{ end }}</c>, pipelines and
/// a few functions. It reads the notification and nothing else, and its length and steps are bounded.
/// </summary>
internal sealed class MessageTemplate
{
    /// <summary>Characters of a template.</summary>
    public const int LongestSource = 16 * 1024;

    private readonly TemplateBlock _body;

    private MessageTemplate(TemplateBlock body) => _body = body;

    /// <exception cref="TemplateException">The source is broken; the message says where.</exception>
    public static MessageTemplate Parse(string source) => source.Length <= LongestSource
        ? new MessageTemplate(new TemplateParser(source).Parse())
        : throw new TemplateException($"it has {source.Length} characters; {LongestSource} is the most");

    /// <exception cref="TemplateException">It asks for something that is not there, or grows without end.</exception>
    public string Render(TemplateFields root)
    {
        var run = new TemplateRun(root);
        _body.Write(run, root);
        return run.Text;
    }
}

/// <summary>A template that cannot be read or filled in.</summary>
internal sealed class TemplateException(string message) : Exception(message);

/// <summary>One filling-in: what is written so far, and how much work it has been.</summary>
internal sealed class TemplateRun(TemplateFields root)
{
    private const int LongestText = 32 * 1024;
    private const int MostSteps = 20_000;

    private readonly StringBuilder _text = new();
    private int _steps;

    public TemplateFields Root => root;

    public string Text => _text.ToString();

    public void Write(string text)
    {
        Step();
        if (_text.Length + text.Length > LongestText)
        {
            throw new TemplateException($"the text would have more than {LongestText} characters");
        }

        _text.Append(text);
    }

    public void Step()
    {
        if (++_steps > MostSteps)
        {
            throw new TemplateException($"filling it in takes more than {MostSteps} steps");
        }
    }
}
