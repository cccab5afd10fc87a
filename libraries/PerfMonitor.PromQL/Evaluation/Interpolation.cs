namespace PerfMonitor.PromQL.Evaluation;

/// <summary>The value at a time on the straight line through two samples.</summary>
internal static class Interpolation
{
    public static double Between(long startMs, double start, long endMs, double end, long timeMs) =>
        start + (end - start) * (timeMs - startMs) / (endMs - startMs);
}
