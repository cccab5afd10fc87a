using PerfMonitor.Templates.Syntax;
using PerfMonitor.Templates.Values;

namespace PerfMonitor.Templates.Execution;

/// <summary>What <c>if</c>, <c>with</c> and <c>range</c> look at, and the variables they set to it.</summary>
/// <param name="Variables">Names; none, one, or for <c>range</c> two.</param>
/// <param name="Declares">Whether they are new, or set what there is.</param>
/// <param name="Value">The value.</param>
internal sealed record Subject(IReadOnlyList<string> Variables, bool Declares, Operand Value)
{
    public void Set(TemplateRun run, string variable, object? value)
    {
        if (Declares)
        {
            run.Declare(variable, value);
        }
        else
        {
            run.Assign(variable, value);
        }
    }
}

/// <summary><c>if</c>, and <c>with</c>, which makes the value the dot where it is true.</summary>
internal sealed record Condition(Subject Subject, bool SetsDot, Block Then, Block Else, Place At) : Node(At)
{
    public override Flow Write(TemplateRun run, object? dot)
    {
        var declared = run.Declared;
        var value = Subject.Value.Evaluate(run, dot);
        if (Subject.Variables is [var variable])
        {
            Subject.Set(run, variable, value);
        }

        var flow = GoValue.IsTrue(value) ? Then.Write(run, SetsDot ? value : dot) : Else.Write(run, dot);
        run.Forget(declared);
        return flow;
    }
}
