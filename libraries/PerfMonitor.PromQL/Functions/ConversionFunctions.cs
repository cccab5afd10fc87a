using PerfMonitor.PromQL.Ast;
using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Between scalars and vectors, and from samples to their timestamps.</summary>
internal static class ConversionFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        bodies["vector"] = call => ToVector(call.Scalar(0), call);
        bodies["scalar"] = call => new ScalarSteps(ToScalar(call.Vector(0), call.Grid.Count));
        bodies["timestamp"] = Timestamp;
    }

    /// <summary>A vector of one series without labels.</summary>
    public static VectorSteps ToVector(double[] values, CallContext call)
    {
        call.Context.Budget.AddValues(values.Length);
        return new VectorSteps([new Row(LabelSet.Empty, values, 0, values.Length, false)]);
    }

    // A step with no value or with more than one has no scalar.
    private static double[] ToScalar(VectorSteps vector, int count)
    {
        var values = new double[count];
        var seen = new int[count];
        foreach (var row in vector.Rows)
        {
            for (int i = 0; i < count; i++)
            {
                if (Absent.Is(row.Values[i])) continue;
                values[i] = row.Values[i];
                seen[i]++;
            }
        }

        for (int i = 0; i < count; i++)
        {
            if (seen[i] != 1) values[i] = double.NaN;
        }

        return values;
    }

    private static VectorSteps Timestamp(CallContext call)
    {
        // Of a plain selector the samples' own times; of any other vector the times of the steps.
        var argument = call.Argument(0);
        while (argument is Parentheses parentheses) argument = parentheses.Inner;
        if (argument is VectorSelector { Edges: RangeEdges.Plain } selector)
        {
            var rows = InstantSelection.Timestamps(selector, call.Grid, call.Context).Rows;
            return new VectorSteps(rows.ConvertAll(row => row with { DropsName = true }));
        }

        double[] times = QueryTimeFunctions.StepTimes(call);
        return ElementWise.Apply(call.Vector(0), (_, step) => times[step], call.Context);
    }
}
