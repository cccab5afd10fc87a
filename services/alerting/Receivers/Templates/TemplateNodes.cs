namespace PerfMonitor.Alerting.Receivers.Templates;

/// <summary>A piece of a template that writes something.</summary>
internal interface ITemplateNode
{
    /// <param name="run">The filling-in.</param>
    /// <param name="dot">What <c>.</c> stands for here.</param>
    void Write(TemplateRun run, object? dot);
}

/// <summary>A piece of a template that has a value: a text, a number, a truth, a list or fields.</summary>
internal interface ITemplateValue
{
    object? Evaluate(TemplateRun run, object? dot);
}

internal sealed record TemplateBlock(IReadOnlyList<ITemplateNode> Nodes) : ITemplateNode
{
    public void Write(TemplateRun run, object? dot)
    {
        foreach (var node in Nodes)
        {
            node.Write(run, dot);
        }
    }
}

internal sealed record TemplateText(string Text) : ITemplateNode
{
    public void Write(TemplateRun run, object? dot) => run.Write(Text);
}

internal sealed record TemplateOutput(ITemplateValue Value) : ITemplateNode
{
    public void Write(TemplateRun run, object? dot) => run.Write(TemplateFunctions.Print(Value.Evaluate(run, dot)));
}

internal sealed record TemplateIf(ITemplateValue Condition, ITemplateNode Then, ITemplateNode Else) : ITemplateNode
{
    public void Write(TemplateRun run, object? dot) => (TemplateFunctions.IsTrue(Condition.Evaluate(run, dot)) ? Then : Else).Write(run, dot);
}

/// <summary>Over a list, each element being the dot; the other part where the list is empty.</summary>
internal sealed record TemplateRange(ITemplateValue List, ITemplateNode Each, ITemplateNode Else) : ITemplateNode
{
    public void Write(TemplateRun run, object? dot)
    {
        var items = List.Evaluate(run, dot) as TemplateList ?? throw new TemplateException("'range' goes over lists only, such as .Alerts or .Labels.SortedPairs");
        foreach (var item in items.Items)
        {
            run.Step();
            Each.Write(run, item);
        }

        if (items.Items.Count == 0)
        {
            Else.Write(run, dot);
        }
    }
}

internal sealed record TemplateLiteral(object Value) : ITemplateValue
{
    public object? Evaluate(TemplateRun run, object? dot) => Value;
}

/// <summary>The dot, or the whole notification (<c>$</c>), and fields of it.</summary>
internal sealed record TemplatePath(bool FromRoot, IReadOnlyList<string> Names) : ITemplateValue
{
    public object? Evaluate(TemplateRun run, object? dot)
    {
        run.Step();
        return Names.Aggregate(FromRoot ? run.Root : dot, Field);
    }

    private static object? Field(object? value, string name) => value switch
    {
        TemplateFields fields => fields.Get(name),
        TemplateList list => list.Fields.Get(name),
        _ => throw new TemplateException($"'.{name}' is asked of something that has no fields"),
    };
}

internal sealed record TemplateCall(string Function, IReadOnlyList<ITemplateValue> Arguments) : ITemplateValue
{
    public object? Evaluate(TemplateRun run, object? dot)
    {
        run.Step();
        return TemplateFunctions.Call(Function, [.. Arguments.Select(argument => argument.Evaluate(run, dot))]);
    }
}
