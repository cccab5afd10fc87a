using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>The bodies of all functions, gathered from their families.</summary>
internal static class FunctionTable
{
    private static readonly Dictionary<string, FunctionBody> Bodies = Gather();

    public static StepValue Evaluate(CallContext call) => Bodies[call.Call.Name](call);

    private static Dictionary<string, FunctionBody> Gather()
    {
        var bodies = new Dictionary<string, FunctionBody>(StringComparer.Ordinal);
        MathFunctions.AddTo(bodies);
        TrigonometryFunctions.AddTo(bodies);
        ClampFunctions.AddTo(bodies);
        DateFunctions.AddTo(bodies);
        QueryTimeFunctions.AddTo(bodies);
        ConversionFunctions.AddTo(bodies);
        RateFunctions.AddTo(bodies);
        OverTimeFunctions.AddTo(bodies);
        PositionOverTimeFunctions.AddTo(bodies);
        SpreadOverTimeFunctions.AddTo(bodies);
        ChangeFunctions.AddTo(bodies);
        TrendFunctions.AddTo(bodies);
        AbsentFunctions.AddTo(bodies);
        LabelFunctions.AddTo(bodies);
        SortFunctions.AddTo(bodies);
        ClassicHistogramFunctions.AddTo(bodies);
        InfoFunction.AddTo(bodies);
        return bodies;
    }
}
