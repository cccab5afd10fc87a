using PerfMonitor.Templates.Syntax;
using PerfMonitor.Templates.Values;

namespace PerfMonitor.Templates.Execution;

/// <summary>A piece of a template with a value.</summary>
internal abstract record Operand(Place At)
{
    public abstract object? Evaluate(TemplateRun run, object? dot);
}

internal sealed record Literal(object? Value, Place At) : Operand(At)
{
    public override object? Evaluate(TemplateRun run, object? dot) => Value;
}

internal sealed record Dot(Place At) : Operand(At)
{
    public override object? Evaluate(TemplateRun run, object? dot) => dot;
}

internal sealed record Variable(string Name, Place At) : Operand(At)
{
    public override object? Evaluate(TemplateRun run, object? dot) => run.Variable(Name);
}

/// <summary>A field or method of a value.</summary>
internal sealed record Member(Operand Of, string Name, IReadOnlyList<Operand> Arguments, Place At) : Operand(At)
{
    public override object? Evaluate(TemplateRun run, object? dot)
    {
        run.Enter(At);
        var value = Of.Evaluate(run, dot);
        object?[] arguments = [.. Arguments.Select(argument => argument.Evaluate(run, dot))];
        run.Leave();
        try
        {
            return Members.Of(value, Name, arguments);
        }
        catch (TemplateException refusal)
        {
            throw At.Fail(refusal.Message);
        }
    }
}

/// <summary>A call of a function.</summary>
internal sealed record Call(string Function, Func<TemplateCall, object?> Apply, IReadOnlyList<Operand> Arguments, Place At) : Operand(At)
{
    public override object? Evaluate(TemplateRun run, object? dot)
    {
        run.Enter(At);
        object?[] arguments = [.. Arguments.Select(argument => argument.Evaluate(run, dot))];
        var result = run.Call(Function, Apply, arguments, At);
        run.Leave();
        return result;
    }
}

/// <summary><c>and</c> and <c>or</c>: the first argument that decides; those behind it are not looked at.</summary>
internal sealed record ShortCircuit(bool IsOr, IReadOnlyList<Operand> Arguments, Place At) : Operand(At)
{
    public override object? Evaluate(TemplateRun run, object? dot)
    {
        run.Enter(At);
        object? value = null;
        foreach (var argument in Arguments)
        {
            value = argument.Evaluate(run, dot);
            if (GoValue.IsTrue(value) == IsOr)
            {
                break;
            }
        }

        run.Leave();
        return value;
    }
}
