namespace PerfMonitor.Analysis.Baselines;

/// <summary>How much better a figure is than its baseline, relative to the baseline.</summary>
public static class Improvement
{
    /// <summary>
    /// Percent: 100·(now − base)/|base| where higher is better, 100·(base − now)/|base| where lower is. 120 → 84 ms is +30.
    /// Null where there is none: a baseline of zero, or a value that is not finite.
    /// </summary>
    public static double? Percent(double baseline, double now, Better better)
    {
        if (baseline == 0 || !double.IsFinite(baseline) || !double.IsFinite(now))
        {
            return null;
        }

        var gain = better == Better.Higher ? now - baseline : baseline - now;
        return 100 * gain / Math.Abs(baseline);
    }
}
