using PerfMonitor.Templates.Syntax;

namespace PerfMonitor.Templates.Execution;

/// <summary>How a template goes on behind a node.</summary>
internal enum Flow
{
    Next,
    Continue,
    Break,
}

/// <summary>A piece of a template that writes, or sets a variable.</summary>
internal abstract record Node(Place At)
{
    /// <param name="run">The filling-in.</param>
    /// <param name="dot">What <c>.</c> stands for here.</param>
    public abstract Flow Write(TemplateRun run, object? dot);
}

/// <summary>Nodes one after the other; variables they declare end with the block.</summary>
internal sealed record Block(IReadOnlyList<Node> Nodes, Place At) : Node(At)
{
    public override Flow Write(TemplateRun run, object? dot)
    {
        run.Enter(At);
        var (declared, flow) = (run.Declared, Flow.Next);
        foreach (var node in Nodes)
        {
            flow = node.Write(run, dot);
            if (flow != Flow.Next)
            {
                break;
            }
        }

        run.Forget(declared);
        run.Leave();
        return flow;
    }
}

internal sealed record PlainText(string Text, Place At) : Node(At)
{
    public override Flow Write(TemplateRun run, object? dot)
    {
        run.Add(Text, At);
        return Flow.Next;
    }
}

/// <summary>Shows a value.</summary>
internal sealed record Output(Operand Value, Place At) : Node(At)
{
    public override Flow Write(TemplateRun run, object? dot)
    {
        run.Show(Value.Evaluate(run, dot), At);
        return Flow.Next;
    }
}

/// <summary><c>$x := …</c> or <c>$x = …</c>.</summary>
internal sealed record Assignment(string Variable, bool Declares, Operand Value, Place At) : Node(At)
{
    public override Flow Write(TemplateRun run, object? dot)
    {
        var value = Value.Evaluate(run, dot);
        if (Declares)
        {
            run.Declare(Variable, value);
        }
        else
        {
            run.Assign(Variable, value);
        }

        return Flow.Next;
    }
}

/// <summary><c>{{ template "name" data }}</c>, and <c>block</c>, which also defines it.</summary>
internal sealed record Invocation(string Name, Operand? Data, Place At) : Node(At)
{
    public override Flow Write(TemplateRun run, object? dot)
    {
        run.Invoke(Name, Data?.Evaluate(run, dot), At);
        return Flow.Next;
    }
}

/// <summary><c>break</c> or <c>continue</c>.</summary>
internal sealed record Jump(Flow To, Place At) : Node(At)
{
    public override Flow Write(TemplateRun run, object? dot)
    {
        run.Step(At);
        return To;
    }
}
