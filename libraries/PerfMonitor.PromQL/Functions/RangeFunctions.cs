using PerfMonitor.PromQL.Evaluation;

namespace PerfMonitor.PromQL.Functions;

/// <summary>Adds functions that compute one value from each window of a range vector.</summary>
internal static class RangeFunctions
{
    public static void AddTo<TFunction>(Dictionary<string, FunctionBody> bodies, string name)
        where TFunction : struct, IWindowFunction =>
        bodies[name] = call => WindowEvaluation.Apply(call.Range(0), call.Grid, default(TFunction), default, keepsName: false, call.Context);

    public static void AddTo(Dictionary<string, FunctionBody> bodies, string name, WindowFunction function, bool keepsName = false) =>
        bodies[name] = call => WindowEvaluation.Apply(call.Range(0), call.Grid, function, default, keepsName, call.Context);
}
