using PerfMonitor.Templates.Execution;
using PerfMonitor.Templates.Values;

namespace PerfMonitor.Templates;

/// <summary>A call of a function: its arguments, and what surrounds it.</summary>
public sealed class TemplateCall
{
    private readonly IReadOnlyList<object?> _arguments;
    private readonly TemplateRun _run;

    internal TemplateCall(IReadOnlyList<object?> arguments, TemplateRun run) => (_arguments, _run) = (arguments, run);

    /// <summary>How many arguments there are.</summary>
    public int Count => _arguments.Count;

    /// <summary>The moment of the filling-in.</summary>
    public DateTimeOffset Now => _run.Input.Now;

    /// <summary>An argument.</summary>
    public object? this[int index] => _arguments[index];

    /// <summary>All arguments.</summary>
    public IReadOnlyList<object?> Arguments => _arguments;

    /// <summary>An argument as a text: itself, or as a placeholder would show it.</summary>
    public string Text(int index) => _arguments[index] as string ?? GoText.Of(_arguments[index], MostText);

    /// <summary>A text that is HTML already, so that it is not made safe once more.</summary>
    internal object Html(string text) => _run.Input.IsHtml ? new HtmlText(text) : text;

    /// <summary>An argument as a number; a text that reads as one counts, and so does a duration, in seconds.</summary>
    /// <exception cref="TemplateException">It is none.</exception>
    public double Number(int index) => GoValue.Number(_arguments[index]);

    /// <summary>An argument that must be a moment.</summary>
    /// <exception cref="TemplateException">It is none.</exception>
    public DateTimeOffset Time(int index) => _arguments[index] is DateTimeOffset time ? time : throw new TemplateException($"{GoValue.Describe(_arguments[index])} is no time");

    /// <summary>An argument that must be a list.</summary>
    /// <exception cref="TemplateException">It is none.</exception>
    public IReadOnlyList<object?> List(int index) => _arguments[index] as IReadOnlyList<object?> ?? throw new TemplateException($"{GoValue.Describe(_arguments[index])} is no list");

    /// <summary>Characters a result may have.</summary>
    internal int MostText => _run.Limits.Text;

    /// <summary>The text of a named template.</summary>
    internal string Expand(string name, object? data) => _run.Expand(name, data);
}
