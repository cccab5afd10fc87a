using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Functions;

/// <summary>1 at the steps where nothing is, with the labels that the selector's equalities imply.</summary>
internal static class AbsentFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        bodies["absent"] = call => Absence(call, call.Vector(0));
        bodies["absent_over_time"] = call =>
            Absence(call, WindowEvaluation.Apply(call.Range(0), call.Grid, (in _) => 1, default, keepsName: true, call.Context));
    }

    private static VectorSteps Absence(CallContext call, VectorSteps vector)
    {
        var row = call.Context.Rows.Take(call.Grid.Count);
        var output = row.Values;
        output.Fill(1);
        foreach (var present in vector.Rows)
        {
            for (int i = 0; i < output.Length; i++)
            {
                if (!Absent.Is(present.Values[i])) output[i] = Absent.Value;
            }
        }

        return new VectorSteps(Absent.All(output) ? [] : [row.ToRow(ImpliedLabels(call.Argument(0)), dropsName: false)]);
    }

    private static LabelSet ImpliedLabels(Expression argument)
    {
        while (argument is Parentheses parentheses) argument = parentheses.Inner;
        var matchers = argument switch
        {
            VectorSelector selector => selector.Matchers,
            MatrixSelector matrix => matrix.Selector.Matchers,
            _ => [],
        };
        // A label asked for again has no one value any more; what is said of it before its first value does not matter, as in Prometheus.
        var implied = new Dictionary<string, string>(StringComparer.Ordinal);
        var valued = new HashSet<string>(StringComparer.Ordinal);
        foreach (var matcher in matchers)
        {
            if (matcher.Name == LabelSet.MetricName) continue;
            if (matcher.Kind == MatchKind.Equal && valued.Add(matcher.Name)) implied[matcher.Name] = matcher.Value;
            else implied.Remove(matcher.Name);
        }

        return LabelSet.Create(implied.Select(pair => new Label(pair.Key, pair.Value)));
    }
}
