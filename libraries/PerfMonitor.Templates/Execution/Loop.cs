using PerfMonitor.Templates.Syntax;
using PerfMonitor.Templates.Values;

namespace PerfMonitor.Templates.Execution;

/// <summary><c>range</c>: over a list, a map in the order of its keys, or the numbers below a whole number. The other part where there is nothing to go over.</summary>
internal sealed record Loop(Subject Subject, Block Each, Block Else, Place At) : Node(At)
{
    public override Flow Write(TemplateRun run, object? dot)
    {
        var isEmpty = true;
        foreach (var (key, value) in Entries(Subject.Value.Evaluate(run, dot)))
        {
            isEmpty = false;
            if (Turn(run, key, value) == Flow.Break)
            {
                break;
            }
        }

        return isEmpty ? Else.Write(run, dot) : Flow.Next;
    }

    private Flow Turn(TemplateRun run, object? key, object? value)
    {
        run.Step(At);
        var declared = run.Declared;
        switch (Subject.Variables)
        {
            case [var one]:
                Subject.Set(run, one, value);
                break;
            case [var first, var second]:
                Subject.Set(run, first, key);
                Subject.Set(run, second, value);
                break;
        }

        var flow = Each.Write(run, value);
        run.Forget(declared);
        return flow;
    }

    private IEnumerable<(object? Key, object? Value)> Entries(object? value) => value switch
    {
        null => [],
        IReadOnlyList<object?> list => list.Select(static (item, index) => ((object?)(long)index, item)),
        IReadOnlyDictionary<string, string> labels => labels.OrderBy(static label => label.Key, StringComparer.Ordinal).Select(static label => ((object?)label.Key, (object?)label.Value)),
        IReadOnlyDictionary<string, object?> map => map.OrderBy(static entry => entry.Key, StringComparer.Ordinal).Select(static entry => ((object?)entry.Key, entry.Value)),
        long count => Numbers(count),
        _ => throw At.Fail($"'range' goes over lists and labels, such as .Alerts or $labels, not over {GoValue.Describe(value)}"),
    };

    private static IEnumerable<(object? Key, object? Value)> Numbers(long count)
    {
        for (var number = 0L; number < count; number++)
        {
            yield return (number, number);
        }
    }
}
