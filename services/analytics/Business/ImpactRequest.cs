using PerfMonitor.Analysis.Impact;
using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Business;

/// <summary>Which KPI lost how much, in which span, judged by how much of the past. Milliseconds, times since the Unix epoch.</summary>
internal sealed record ImpactRequest(Kpi Kpi, Incident Incident, long HistoryMs, long? GivenStepMs, double Level, IReadOnlyList<Incident> Excluded)
{
    // Four weeks of five minutes: with fewer steps a short incident would hold none.
    private const int MostHistory = 8_064;

    private static readonly TimeSpan LongestHistory = TimeSpan.FromDays(400);

    // Steps of which a day has a whole number.
    private static readonly TimeSpan[] UsualSteps = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    /// <summary>Where it is not given, the finest usual step of which the history has at most 8,064.</summary>
    public long StepMs => GivenStepMs ?? (long)UsualSteps.FirstOrDefault(step => HistoryMs / step.TotalMilliseconds <= MostHistory, UsualSteps[^1]).TotalMilliseconds;

    public FieldErrors Check(DateTimeOffset now)
    {
        var errors = Kpi.Check();
        errors.Require(Incident.FromMs < now.ToUnixTimeMilliseconds(), "from", "An incident begins in the past.");
        errors.Require(Incident.ToMs > Incident.FromMs, "to", "An incident ends after it begins.");
        errors.Require(HistoryMs > 0 && HistoryMs <= LongestHistory.TotalMilliseconds, "history", "The history is a span up to 400 days.");
        errors.Require(GivenStepMs is null or >= 1_000, "step", "A step has at least one second.");
        errors.Require(Level is >= 0.5 and <= 0.999, "level", "The level is 0.5 to 0.999.");
        if (!errors.Any)
        {
            var steps = (HistoryMs + Incident.ToMs - Incident.FromMs) / StepMs;
            errors.Require(steps <= LossEstimator.MostValues, "step", $"The history and the incident would have {steps} steps; at most {LossEstimator.MostValues} are read. Make the step longer or the history shorter.");
        }

        return errors;
    }
}
