using PerfMonitor.Analysis.Baselines;
using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Trends;

/// <summary>Whose trend is asked for, over which time. Spans in milliseconds.</summary>
internal sealed record TrendRequest(string Query, long RangeMs, long StepMs, Better Better)
{
    private const int LongestExpression = 4_096;
    private const int MostSteps = 5_000;
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(800);

    // At most a thousand steps are compared pair by pair; an hour is what long history is kept in.
    private const int WantedSteps = 1_000;
    private static readonly TimeSpan[] UsualSteps = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1)];

    /// <summary>The finest usual step of which a range has at most a thousand.</summary>
    public static long UsualStepMs(long rangeMs) => (long)UsualSteps.FirstOrDefault(step => rangeMs / step.TotalMilliseconds <= WantedSteps, UsualSteps[^1]).TotalMilliseconds;

    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        errors.RequireLevel(Query, "query", LongestExpression);
        errors.Require(RangeMs >= 60_000 && RangeMs <= LongestRange.TotalMilliseconds, "range", "The range is a span from 1m to 800d.");
        errors.Require(StepMs >= 1_000 && RangeMs / Math.Max(1, StepMs) <= MostSteps, "step", $"A step has at least one second, and the range at most {MostSteps} of them.");
        return errors;
    }
}
