namespace PerfMonitor.Analysis.Recommendations;

/// <summary>Rules about what should be watched or promised, and is not.</summary>
internal static class PracticeRules
{
    public static IReadOnlyList<RecommendationRule> All { get; } =
    [
        RecommendationRule.Under("no-targets", RecommendationKind.BestPractice, Measurements.Targets, 1,
            "no target is probed",
            "Add the addresses your users open as targets: only a probe from outside shows what they see."),
        RecommendationRule.Under("no-objective", RecommendationKind.BestPractice, Measurements.Objectives, 1,
            "no objective is defined",
            "Define an objective for what users rely on most; alerts on its error budget wake people for what matters, and for less."),
        RecommendationRule.Over("errors-usual", RecommendationKind.BestPractice, Measurements.ProbeErrors, 0.01,
            "{0:0.0 %} of the probes of the last hour failed",
            "Look at the failures by reason (probe_failed_total): what fails one time in a hundred hides what begins to fail more often."),
        RecommendationRule.Under("certificate-ends", RecommendationKind.BestPractice, Measurements.CertificateDays, 30,
            "a certificate ends in {0:0} days",
            "Renew it, and let a program do so from now on."),
        RecommendationRule.Over("alerts-stale", RecommendationKind.BestPractice, Measurements.StaleAlerts, 0,
            "{0:0} alerts have fired for longer than a day",
            "Mend the cause, change the threshold, or silence them with a reason: an alert nobody acts on teaches people to overlook alerts."),
        RecommendationRule.Over("cardinality", RecommendationKind.BestPractice, Measurements.Series, 0.7,
            "the catalogue holds {0:0 %} of the series it may",
            "Find the metric with most series (count by (__name__) ({{__name__=~\".+\"}})) and take labels off it that have a new value for every user or request."),
    ];
}
