using System.Text;

namespace PerfMonitor.Analytics.Rules;

/// <summary>One filling-in of a template: what is written so far, the dot, the variables, and how much work it has been.</summary>
internal sealed class TemplateRun
{
    private const int LongestText = 32 * 1024;
    private const int MostSteps = 20_000;

    private readonly StringBuilder _text = new();
    private readonly List<(string Name, object Value)> _variables;
    private int _steps;

    public TemplateRun(TemplateData data)
    {
        Dot = data;
        _variables = [("$", data), ("$value", data.Value), ("$labels", data.Labels), ("$externalLabels", TemplateData.NoLabels)];
    }

    public string Text => _text.ToString();

    /// <summary>What <c>.</c> stands for here.</summary>
    public object Dot { get; private set; }

    public object this[string variable]
    {
        get => _variables[IndexOf(variable)].Value;
        set => _variables[IndexOf(variable)] = (variable, value);
    }

    public void Declare(string variable, object value) => _variables.Add((variable, value));

    /// <summary>Runs a block: its dot and the variables it declares end with it.</summary>
    public void Within(object dot, Action block)
    {
        var (outer, declared) = (Dot, _variables.Count);
        Dot = dot;
        block();
        Dot = outer;
        _variables.RemoveRange(declared, _variables.Count - declared);
    }

    public void Write(string text)
    {
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

    // The parser has seen to it that there is one; an inner one hides an outer one.
    private int IndexOf(string variable) => _variables.FindLastIndex(one => one.Name == variable);
}
