using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Operators;

/// <summary><c>and</c>, <c>or</c> and <c>unless</c>: which series are there decides, not their values.</summary>
internal static class SetOperators
{
    public static VectorSteps Evaluate(BinaryOperation operation, VectorSteps left, VectorSteps right, int steps, EvaluationContext context)
    {
        var matching = operation.Matching!;
        var projection = matching.On ? LabelProjection.Of(matching.Labels) : LabelProjection.Ignoring(matching.Labels);
        return operation.Operator switch
        {
            BinaryOperator.And => new(Filter(left.Rows, Presence(right.Rows, projection, steps), keepPresent: true, [], context)),
            BinaryOperator.Unless => new(Filter(left.Rows, Presence(right.Rows, projection, steps), keepPresent: false, [], context)),
            _ => new(Filter(right.Rows, Presence(left.Rows, projection, steps), keepPresent: false, [.. left.Rows], context)),
        };
    }

    /// <summary>For each group of labels the steps at which any of its series has a value.</summary>
    private static Dictionary<LabelSet, bool[]> Presence(List<Row> rows, LabelProjection projection, int steps)
    {
        var presence = new Dictionary<LabelSet, bool[]>(projection);
        foreach (var row in rows)
        {
            if (!presence.TryGetValue(row.Labels, out bool[]? present)) presence.Add(row.Labels, present = new bool[steps]);
            var values = row.Values;
            for (int i = 0; i < values.Length; i++) present[i] |= !Absent.Is(values[i]);
        }

        return presence;
    }

    /// <summary>Keeps of each row the steps at which its group is present on the other side, or those at which it is not.</summary>
    private static List<Row> Filter(List<Row> rows, Dictionary<LabelSet, bool[]> presence, bool keepPresent, List<Row> output, EvaluationContext context)
    {
        foreach (var row in rows)
        {
            context.ThrowIfCancelled();
            if (!presence.TryGetValue(row.Labels, out bool[]? present))
            {
                if (!keepPresent) output.Add(row);
                continue;
            }

            var kept = context.Rows.Take(row.Count);
            var values = row.Values;
            bool any = false, all = true;
            for (int i = 0; i < values.Length; i++)
            {
                bool keeps = present[i] == keepPresent;
                kept.Values[i] = keeps ? values[i] : Absent.Value;
                any |= keeps && !Absent.Is(values[i]);
                all &= keeps;
            }

            if (all || !any) context.Rows.GiveBack(kept);
            if (all) output.Add(row);
            else if (any) output.Add(kept.ToRow(row.Labels, row.DropsName));
        }

        return output;
    }
}
