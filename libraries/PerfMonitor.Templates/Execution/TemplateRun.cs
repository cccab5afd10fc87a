using PerfMonitor.Templates.Syntax;
using PerfMonitor.Templates.Values;

namespace PerfMonitor.Templates.Execution;

/// <summary>One filling-in: what is written so far, the variables, and how much work it has been.</summary>
internal sealed class TemplateRun
{
    // A function's work grows with what it reads.
    private const int CharactersPerStep = 256;

    private readonly CancellationToken _cancellation;
    private readonly IReadOnlyDictionary<string, TemplateBody> _named;
    private readonly List<(string Name, object? Value)> _variables = [];
    private BoundedText _text;
    private int _frame;
    private int _steps;
    private int _depth;
    private Place _at;

    public TemplateRun(TemplateInput input, TemplateLimits limits, IReadOnlyDictionary<string, TemplateBody> named, CancellationToken cancellation)
    {
        (Input, Limits, _named, _cancellation) = (input, limits, named, cancellation);
        _text = new BoundedText(limits.Text);
    }

    public TemplateInput Input { get; }

    public TemplateLimits Limits { get; }

    public string Text => _text.ToString();

    /// <summary>Writes a whole template, whose dot and <c>$</c> are the data.</summary>
    public void Write(TemplateBody body, object? data)
    {
        var (frame, declared) = (_frame, _variables.Count);
        _frame = declared;
        _variables.Add(("$", data));
        foreach (var name in body.Variables)
        {
            _variables.Add((name, Input.Variables.GetValueOrDefault(name)));
        }

        Enter(body.At);
        body.Content.Write(this, data);
        Leave();
        Forget(declared);
        _frame = frame;
    }

    /// <summary>Writes a named template.</summary>
    public void Invoke(string name, object? data, Place at) => Write(_named.GetValueOrDefault(name) ?? throw at.Fail($"the template '{name}' is not defined"), data);

    /// <summary>The text of a named template, as a value.</summary>
    public string Expand(string name, object? data)
    {
        var outer = _text;
        _text = new BoundedText(Limits.Text);
        Invoke(name, data, _at);
        var text = Text;
        _text = outer;
        return text;
    }

    /// <summary>Adds a value to the text, as a placeholder shows it.</summary>
    public void Show(object? value, Place at) => Add(Input.IsHtml && value is not HtmlText ? HtmlPlace.Shown(GoText.Of(value, Limits.Text), _text, Limits.Text) : value, at);

    /// <summary>Adds a text of the template's own, or a value that is safe as it is.</summary>
    public void Add(object? value, Place at)
    {
        Step(at, (value as string)?.Length ?? 0);
        try
        {
            GoText.Write(value, _text);
        }
        catch (TemplateException full)
        {
            throw at.Fail(full.Message);
        }
    }

    /// <summary>Counts work, and ends a filling-in that has no end.</summary>
    public void Step(Place at, int characters = 0)
    {
        _steps += 1 + (characters / CharactersPerStep);
        if (_steps > Limits.Steps)
        {
            throw at.Fail($"filling it in takes more than {Limits.Steps} steps");
        }

        if (_cancellation.IsCancellationRequested)
        {
            throw at.Fail("filling it in takes too long");
        }
    }

    /// <summary>One level deeper; the thread's stack is not a template's to fill.</summary>
    public void Enter(Place at)
    {
        Step(at);
        if (++_depth > Limits.Depth)
        {
            throw at.Fail($"it goes more than {Limits.Depth} levels deep");
        }
    }

    public void Leave() => _depth--;

    /// <summary>Calls a function; what it refuses, and a text that is too long, becomes an error here.</summary>
    public object? Call(string name, Func<TemplateCall, object?> apply, IReadOnlyList<object?> arguments, Place at)
    {
        Step(at, arguments.Sum(static argument => (argument as string)?.Length ?? 0));
        var outer = _at;
        _at = at;
        try
        {
            var result = Input.Functions.GetValueOrDefault(name, apply)(new TemplateCall(Input.IsHtml ? [.. arguments.Select(HtmlText.Plain)] : arguments, this));
            return result is string text && text.Length > Limits.Text ? throw new TemplateException($"the text would have more than {Limits.Text} characters") : result;
        }
        catch (TemplateException refusal)
        {
            throw at.Fail($"'{name}': {refusal.Message}");
        }
        finally
        {
            _at = outer;
        }
    }

    public int Declared => _variables.Count;

    public void Declare(string variable, object? value) => _variables.Add((variable, value));

    public void Forget(int declared) => _variables.RemoveRange(declared, _variables.Count - declared);

    public object? Variable(string name) => _variables[IndexOf(name)].Value;

    public void Assign(string name, object? value) => _variables[IndexOf(name)] = (name, value);

    // The parser has seen to it that there is one in this template; an inner one hides an outer one.
    private int IndexOf(string name) => _variables.FindLastIndex(_variables.Count - 1, _variables.Count - _frame, one => one.Name == name);
}
