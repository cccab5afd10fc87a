using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Functions that turn each value into another one, by itself.</summary>
internal static class ElementWise
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies, string name, Func<double, double> function) =>
        bodies[name] = call => Apply(call.Vector(0), function, call.Context);

    public static VectorSteps Apply(VectorSteps vector, Func<double, double> function, EvaluationContext context)
    {
        var rows = new List<Row>(vector.Rows.Count);
        foreach (var row in vector.Rows)
        {
            context.ThrowIfCancelled();
            var result = context.Rows.Take(row.Count);
            var input = row.Values;
            var output = result.Values;
            for (int i = 0; i < input.Length; i++) output[i] = Absent.Is(input[i]) ? Absent.Value : function(input[i]);
            rows.Add(result.ToRow(row.Labels, dropsName: true));
        }

        return new VectorSteps(rows);
    }

    /// <summary>As above with the index of the step, for functions with arguments that change from step to step.</summary>
    public static VectorSteps Apply(VectorSteps vector, Func<double, int, double> function, EvaluationContext context)
    {
        var rows = new List<Row>(vector.Rows.Count);
        foreach (var row in vector.Rows)
        {
            context.ThrowIfCancelled();
            var result = context.Rows.Take(row.Count);
            var input = row.Values;
            var output = result.Values;
            for (int i = 0; i < input.Length; i++) output[i] = Absent.Is(input[i]) ? Absent.Value : function(input[i], i);
            rows.Add(result.ToRow(row.Labels, dropsName: true));
        }

        return new VectorSteps(rows);
    }
}
