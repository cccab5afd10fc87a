namespace PerfMonitor.Analytics.Rules;

/// <summary>A back-test as asked for, checked.</summary>
/// <param name="Group">The rule's group; it has an alert rule, and the rules that alert's extensions make.</param>
/// <param name="Steps">The moments of evaluation.</param>
/// <param name="Night">When people sleep.</param>
/// <param name="Incidents">What really was wrong.</param>
/// <param name="Thresholds">Other thresholds to try.</param>
/// <param name="WithoutSilences">Leaves the stored silences and maintenance windows out.</param>
internal sealed record BacktestPlan(RuleGroup Group, BacktestSteps Steps, Night Night, IReadOnlyList<MarkedIncident> Incidents, IReadOnlyList<double> Thresholds, bool WithoutSilences)
{
    private readonly IncidentTimes _incidentTimes = new(Incidents);

    /// <summary>The rules that history can be asked for; whether an evaluation would have failed it cannot tell.</summary>
    public IEnumerable<AlertRule> Rules => Group.Rules.OfType<AlertRule>().Where(static rule => rule.FailureOf is null);

    public AlertRule Main => Group.Rules.OfType<AlertRule>().First();

    /// <summary>How long before an incident an alert may begin to count as having found it: a forecast looks ahead further.</summary>
    public TimeSpan Lead => Main is { Kind: RuleKind.Forecast, Expression.Threshold: { } within } && TimeSpan.FromSeconds(within.Value) is var ahead && ahead > BacktestScore.Lead ? ahead : BacktestScore.Lead;

    /// <summary>Counts the alerts of a rule, and keeps the first.</summary>
    public BacktestTally Tally(AlertRule rule, int most) => new(Group.Name, rule, Steps, _incidentTimes, most);
}
