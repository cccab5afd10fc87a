using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Aggregations;

/// <summary>A sample of the series: the first k of each group, or a share that every query of the same series draws alike.</summary>
internal static class Limit
{
    public static VectorSteps First(List<List<Row>> groups, long[] counts, EvaluationContext context)
    {
        var output = new List<Row>();
        foreach (var group in groups)
        {
            // In order of labels, so that the same series are picked whatever order they come in. Sorting what is sorted costs little.
            group.Sort((a, b) => LabelSetOrder.Compare(a.Labels, b.Labels));
            var taken = new long[counts.Length];
            foreach (var row in group) Keep(row, step => taken[step]++ < counts[step], output, context);
        }

        return new VectorSteps(output);
    }

    /// <summary>A positive share takes the series whose hash lies at the low end, a negative one those at the high end: r and r - 1 together take all.</summary>
    public static VectorSteps Share(List<Row> rows, double[] ratios, EvaluationContext context)
    {
        var output = new List<Row>();
        foreach (var row in rows)
        {
            double place = Place(row.Labels);
            Keep(row, step => ratios[step] >= 0 ? place < ratios[step] : place >= 1 + ratios[step], output, context);
        }

        return new VectorSteps(output);
    }

    // The id is the hash of the labels, so it is the same on every machine.
    private static double Place(LabelSet labels) => labels.Id.Value / (double)ulong.MaxValue;

    private static void Keep(Row row, Func<int, bool> keeps, List<Row> output, EvaluationContext context)
    {
        context.ThrowIfCancelled();
        var kept = context.Rows.Take(row.Count);
        bool any = false;
        for (int step = 0; step < row.Count; step++)
        {
            bool keep = !Absent.Is(row.Values[step]) && keeps(step);
            kept.Values[step] = keep ? row.Values[step] : Absent.Value;
            any |= keep;
        }

        if (any) output.Add(kept.ToRow(row.Labels, row.DropsName));
        else context.Rows.GiveBack(kept);
    }
}
