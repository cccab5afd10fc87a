using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>Makes one row of rows that have come to share their labels, as long as no step has a value in two of them.</summary>
internal static class RowMerge
{
    public static List<Row> Merge(List<Row> rows, EvaluationContext context)
    {
        var indexes = new Dictionary<LabelSet, int>(rows.Count, LabelProjection.Whole);
        List<Row>? merged = null;
        for (int i = 0; i < rows.Count; i++)
        {
            int position = merged?.Count ?? i;
            if (indexes.TryAdd(rows[i].Labels, position))
            {
                merged?.Add(rows[i]);
                continue;
            }

            merged ??= rows.GetRange(0, i);
            int first = indexes[rows[i].Labels];
            merged[first] = Join(merged[first], rows[i], context);
        }

        return merged ?? rows;
    }

    /// <summary>What is said of series that share their labels.</summary>
    public static PromEvaluationException SameLabels() => new("vector cannot contain metrics with the same labelset");

    private static Row Join(Row a, Row b, EvaluationContext context)
    {
        var joined = context.Rows.Take(a.Count);
        var output = joined.Values;
        for (int i = 0; i < output.Length; i++)
        {
            bool inA = !Absent.Is(a.Values[i]), inB = !Absent.Is(b.Values[i]);
            if (inA && inB) throw SameLabels();
            output[i] = inA ? a.Values[i] : b.Values[i];
        }

        return joined.ToRow(a.Labels, a.DropsName && b.DropsName);
    }
}
