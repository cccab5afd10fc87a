using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.PromQL.Functions;

namespace PerfMonitor.PromQL.Aggregations;

/// <summary>The k largest or smallest series of each group at each step, as they are; NaN is chosen last, ties by labels.</summary>
internal static class TopK
{
    public static VectorSteps Evaluate(List<List<Row>> groups, long[] counts, int steps, bool largest, EvaluationContext context)
    {
        var output = new List<Row>();
        foreach (var group in groups) Pick(group, counts, steps, largest, output, context);
        return new VectorSteps(output);
    }

    private static void Pick(List<Row> group, long[] counts, int steps, bool largest, List<Row> output, EvaluationContext context)
    {
        var chosen = new RowBuilder?[group.Count];
        var order = new int[group.Count];
        var ranked = new List<int>();
        for (int step = 0; step < steps; step++)
        {
            context.ThrowIfCancelled();
            int present = 0;
            for (int i = 0; i < group.Count; i++)
            {
                if (!Absent.Is(group[i].Values[step])) order[present++] = i;
            }

            var candidates = order.AsSpan(0, present);
            int k = (int)Math.Min(counts[step], present);
            Best(candidates, k, group, step, largest);
            foreach (int i in candidates[..k])
            {
                chosen[i] ??= NewRow(steps, context);
                chosen[i]!.Value.Values[step] = group[i].Values[step];
                if (steps == 1) ranked.Add(i);
            }
        }

        // An instant query shows its answer by rank.
        var shown = steps == 1 ? ranked : Enumerable.Range(0, group.Count).Where(i => chosen[i] is not null);
        foreach (int i in shown) output.Add(chosen[i]!.Value.ToRow(group[i].Labels, group[i].DropsName));
    }

    private static RowBuilder NewRow(int steps, EvaluationContext context)
    {
        var row = context.Rows.Take(steps);
        row.Values.Fill(Absent.Value);
        return row;
    }

    /// <summary>Moves the k best to the front, in order of rank.</summary>
    private static void Best(Span<int> candidates, int k, List<Row> group, int step, bool largest)
    {
        // A few best of many: a bounded insertion is cheaper than sorting them all.
        if (k * 4 < candidates.Length)
        {
            for (int i = 0; i < candidates.Length; i++)
            {
                int candidate = candidates[i];
                int at = Math.Min(i, k);
                if (at == k && (k == 0 || Compare(candidates[k - 1], candidate, group, step, largest) <= 0)) continue;
                if (at == k)
                {
                    candidates[i] = candidates[k - 1];
                    at = k - 1;
                }

                for (; at > 0 && Compare(candidates[at - 1], candidate, group, step, largest) > 0; at--) candidates[at] = candidates[at - 1];
                candidates[at] = candidate;
            }

            return;
        }

        candidates.Sort((a, b) => Compare(a, b, group, step, largest));
    }

    private static int Compare(int a, int b, List<Row> group, int step, bool largest)
    {
        int order = SortFunctions.CompareValues(group[a].Values[step], group[b].Values[step], descending: largest);
        return order != 0 ? order : LabelSetOrder.Compare(group[a].Labels, group[b].Labels);
    }
}
