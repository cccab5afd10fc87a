namespace PerfMonitor.Analytics.Rules;

/// <summary>A piece of a template that writes, or sets a variable.</summary>
internal interface ITemplateNode
{
    void Write(TemplateRun run);
}

internal sealed record TemplateBlock(IReadOnlyList<ITemplateNode> Nodes) : ITemplateNode
{
    public static TemplateBlock Empty { get; } = new([]);

    public void Write(TemplateRun run)
    {
        foreach (var node in Nodes)
        {
            run.Step();
            node.Write(run);
        }
    }
}

internal sealed record TemplateText(string Text) : ITemplateNode
{
    public void Write(TemplateRun run) => run.Write(Text);
}

internal sealed record TemplateOutput(ITemplatePart Value) : ITemplateNode
{
    public void Write(TemplateRun run) => run.Write(TemplateFunctions.Print(Value.Evaluate(run)));
}

internal sealed record TemplateAssignment(string Variable, bool Declares, ITemplatePart Value) : ITemplateNode
{
    public void Write(TemplateRun run)
    {
        var value = Value.Evaluate(run);
        if (Declares)
        {
            run.Declare(Variable, value);
        }
        else
        {
            run[Variable] = value;
        }
    }
}

/// <summary><c>if</c>, and <c>with</c>, which makes the value the dot where it is true.</summary>
internal sealed record TemplateCondition(string? Variable, ITemplatePart Value, bool SetsDot, ITemplateNode Then, ITemplateNode Else) : ITemplateNode
{
    public void Write(TemplateRun run)
    {
        var value = Value.Evaluate(run);
        var holds = TemplateComparison.IsTrue(value);
        run.Within(holds && SetsDot ? value : run.Dot, () =>
        {
            if (Variable is not null)
            {
                run.Declare(Variable, value);
            }

            (holds ? Then : Else).Write(run);
        });
    }
}

/// <summary>Over labels in the order of their names, each value being the dot; the other part where there are none.</summary>
internal sealed record TemplateRange(IReadOnlyList<string> Variables, ITemplatePart Labels, ITemplateNode Each, ITemplateNode Else) : ITemplateNode
{
    public void Write(TemplateRun run)
    {
        var labels = Labels.Evaluate(run) as IReadOnlyDictionary<string, string> ?? throw new TemplateException("'range' goes over labels only, such as $labels");
        foreach (var (name, value) in labels.OrderBy(static label => label.Key, StringComparer.Ordinal))
        {
            run.Step();
            run.Within(value, () =>
            {
                // One variable is the value, of two the first is the name.
                foreach (var (variable, held) in Variables.Zip(Variables.Count == 2 ? (string[])[name, value] : [value]))
                {
                    run.Declare(variable, held);
                }

                Each.Write(run);
            });
        }

        if (labels.Count == 0)
        {
            run.Within(run.Dot, () => Else.Write(run));
        }
    }
}
