using System.Text.RegularExpressions;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Functions that set a label from others.</summary>
internal static class LabelFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        bodies["label_replace"] = Replace;
        bodies["label_join"] = Join;
    }

    private static VectorSteps Replace(CallContext call)
    {
        string target = call.Text(1), replacement = call.Text(2), source = call.Text(3), pattern = call.Text(4);
        var regex = Compile(pattern);
        if (!LabelNames.IsValid(target)) throw new PromEvaluationException($"invalid destination label name in label_replace(): {target}");
        return Set(call, target, labels =>
        {
            var match = regex.Match(labels[source] ?? "");
            return match.Success ? ReplacementTemplate.Expand(replacement, match) : null;
        });
    }

    private static VectorSteps Join(CallContext call)
    {
        string target = call.Text(1), separator = call.Text(2);
        var sources = Enumerable.Range(3, Math.Max(0, call.Count - 3)).Select(call.Text).ToArray();
        if (sources.FirstOrDefault(s => !LabelNames.IsValid(s)) is { } broken) throw new PromEvaluationException($"invalid source label name in label_join(): {broken}");
        if (!LabelNames.IsValid(target)) throw new PromEvaluationException($"invalid destination label name in label_join(): {target}");
        return Set(call, target, labels => string.Join(separator, sources.Select(s => labels[s] ?? "")));
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return RegexMatch.Compile(pattern);
        }
        catch (ArgumentException)
        {
            throw new PromEvaluationException($"invalid regular expression in label_replace(): {pattern}");
        }
    }

    private static VectorSteps Set(CallContext call, string target, Func<LabelSet, string?> newValue)
    {
        var rows = new List<Row>();
        foreach (var row in call.Vector(0).Rows)
        {
            call.Context.ThrowIfCancelled();
            string? value = newValue(row.Labels);
            // A name set on purpose stays, also on a value that would lose it.
            rows.Add(value is null ? row : row with { Labels = row.Labels.With(target, value), DropsName = row.DropsName && target != LabelSet.MetricName });
        }

        return new VectorSteps(RowMerge.Merge(rows, call.Context));
    }
}
