namespace PerfMonitor.PromQL.Functions;

/// <summary>Angles, in radians unless said otherwise.</summary>
internal static class TrigonometryFunctions
{
    public static void AddTo(Dictionary<string, FunctionBody> bodies)
    {
        ElementWise.AddTo(bodies, "sin", Math.Sin);
        ElementWise.AddTo(bodies, "cos", Math.Cos);
        ElementWise.AddTo(bodies, "tan", Math.Tan);
        ElementWise.AddTo(bodies, "asin", Math.Asin);
        ElementWise.AddTo(bodies, "acos", Math.Acos);
        ElementWise.AddTo(bodies, "atan", Math.Atan);
        ElementWise.AddTo(bodies, "sinh", Math.Sinh);
        ElementWise.AddTo(bodies, "cosh", Math.Cosh);
        ElementWise.AddTo(bodies, "tanh", Math.Tanh);
        ElementWise.AddTo(bodies, "asinh", Math.Asinh);
        ElementWise.AddTo(bodies, "acosh", Math.Acosh);
        ElementWise.AddTo(bodies, "atanh", Math.Atanh);
        ElementWise.AddTo(bodies, "rad", degrees => degrees * Math.PI / 180);
        ElementWise.AddTo(bodies, "deg", radians => radians * 180 / Math.PI);
    }
}
