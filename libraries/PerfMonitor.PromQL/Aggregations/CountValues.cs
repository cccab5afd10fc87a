using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Aggregations;

/// <summary>How many series of a group have each value; the value becomes a label.</summary>
internal static class CountValues
{
    public static VectorSteps Evaluate(List<List<Row>> groups, LabelProjection projection, string label, Aggregation aggregation, EvaluationContext context)
    {
        if (!LabelNames.IsValid(label)) throw new PromEvaluationException($"invalid label name {Quoting.Quote(label)}");
        // The label of the values is one like the others, and goes where grouping takes it away.
        bool keepsLabel = !aggregation.Without || (label != LabelSet.MetricName && !aggregation.Grouping.Contains(label));
        var counts = new Dictionary<LabelSet, RowBuilder>(LabelProjection.Whole);
        var inOrder = new List<LabelSet>();
        foreach (var group in groups)
        {
            var labels = projection.Apply(group[0].Labels);
            var byValue = new Dictionary<long, RowBuilder>();
            foreach (var row in group)
            {
                context.ThrowIfCancelled();
                for (int step = 0; step < row.Count; step++)
                {
                    if (Absent.Is(row.Values[step])) continue;
                    long bits = BitConverter.DoubleToInt64Bits(double.IsNaN(row.Values[step]) ? double.NaN : row.Values[step]);
                    if (!byValue.TryGetValue(bits, out var counted))
                    {
                        counted = Counted(keepsLabel ? labels.With(label, NumberText.Plain(row.Values[step])) : labels, row.Count, counts, inOrder, context);
                        byValue.Add(bits, counted);
                    }

                    counted.Values[step] = Absent.Is(counted.Values[step]) ? 1 : counted.Values[step] + 1;
                }
            }
        }

        bool dropsName = aggregation.Grouping.Contains(LabelSet.MetricName) && groups.Exists(g => g.Exists(row => row.DropsName));
        return new VectorSteps(inOrder.ConvertAll(labels => counts[labels].ToRow(labels, dropsName)));
    }

    private static RowBuilder Counted(LabelSet labels, int steps, Dictionary<LabelSet, RowBuilder> counts, List<LabelSet> inOrder, EvaluationContext context)
    {
        if (counts.TryGetValue(labels, out var counted)) return counted;
        counted = context.Rows.Take(steps);
        counted.Values.Fill(Absent.Value);
        counts.Add(labels, counted);
        inOrder.Add(labels);
        return counted;
    }
}
