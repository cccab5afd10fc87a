using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>What a rule sees whose condition is that another rule's evaluation fails.</summary>
internal static class FailureObservation
{
    public const string End = "the rule can be evaluated again";

    /// <summary>One observation while there is an error, with the error in the description.</summary>
    public static IReadOnlyList<AlertObservation> Of(AlertRule rule, string? error, DateTimeOffset now)
    {
        if (error is null)
        {
            return [];
        }

        var seen = AlertObservations.From(rule, [new(LabelSet.Empty, now.ToUnixTimeMilliseconds(), 1)], RuleTexts.WithoutQueries(now))[0];
        return [seen with { Annotations = new Dictionary<string, string>(seen.Annotations) { ["error"] = AlertObservations.Storable(error) } }];
    }
}
