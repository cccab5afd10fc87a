using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Api;

/// <summary>The answer of a back-test.</summary>
/// <param name="Summary">For example "7 notifications, 2 at night, 3 of 3 marked incidents found, median delay 40s".</param>
/// <param name="From">The first evaluation.</param>
/// <param name="To">The last one.</param>
/// <param name="StepSeconds">The time between two.</param>
/// <param name="Evaluations">How many there were.</param>
/// <param name="EvaluatedInMs">How long reading and evaluating took, all thresholds together.</param>
/// <param name="Threshold">The rule's threshold, where it has one.</param>
/// <param name="Comparison">How the value is compared with it.</param>
/// <param name="Score">The numbers behind the summary.</param>
/// <param name="Incidents">The marked incidents, in the request's order.</param>
/// <param name="Alerts">The alerts that would have fired.</param>
/// <param name="Notifications">The moments at which people would have been told.</param>
/// <param name="Held">What would have been held back, and why.</param>
/// <param name="Firing">When alerts fired, joined to what can be drawn (<see cref="FiringTimes"/>).</param>
/// <param name="Told">When people were told, likewise.</param>
/// <param name="Sweep">What other thresholds come to, of the same rules.</param>
/// <param name="Remarks">What to know when reading it.</param>
internal sealed record BacktestAnswer(
    string Summary,
    DateTimeOffset From,
    DateTimeOffset To,
    double StepSeconds,
    int Evaluations,
    double EvaluatedInMs,
    double? Threshold,
    string? Comparison,
    ScoreModel Score,
    IReadOnlyList<IncidentModel> Incidents,
    IReadOnlyList<BacktestAlertModel> Alerts,
    IReadOnlyList<BacktestNotificationModel> Notifications,
    IReadOnlyList<ReplayedHold> Held,
    IReadOnlyList<FiringTime> Firing,
    IReadOnlyList<TellingTime> Told,
    IReadOnlyList<SweepModel> Sweep,
    IReadOnlyList<string> Remarks);

internal sealed record ScoreModel(int Alerts, int Notifications, int AtNight, int Incidents, int Found, int FiringBefore, int FalseAlerts, double? MedianDelaySeconds)
{
    public static ScoreModel Of(BacktestScore score) => new(score.Alerts, score.Notifications, score.AtNight, score.Incidents.Count, score.Found, score.FiringBefore, score.FalseAlerts, score.MedianDelay?.TotalSeconds);
}

internal sealed record IncidentModel(string? Name, DateTimeOffset From, DateTimeOffset To, bool Found, double? DelaySeconds, DateTimeOffset? FiringSince)
{
    /// <summary>In the request's order.</summary>
    public static IReadOnlyList<IncidentModel> Of(BacktestScore score) =>
        [.. score.Incidents.Select(static verdict => new IncidentModel(verdict.Incident.Name, verdict.Incident.From, verdict.Incident.To, verdict.IsFound, verdict.Delay?.TotalSeconds, verdict.FiringSince))];
}

internal sealed record BacktestAlertModel(
    Guid Id, string Name, string Fingerprint, string Severity, IReadOnlyDictionary<string, string> Labels, string Summary, double Value, DateTimeOffset ActiveSince, DateTimeOffset FiredAt, DateTimeOffset? ResolvedAt, string? EndReason)
{
    public static BacktestAlertModel Of(BacktestAlert alert) => new(
        alert.Fired.EventId,
        alert.Fired.RuleName,
        alert.Fired.Fingerprint,
        alert.Fired.Severity.ToString().ToLowerInvariant(),
        alert.Fired.Labels,
        alert.Fired.Annotations.GetValueOrDefault("summary", ""),
        alert.Fired.Value,
        alert.Fired.ActiveSince,
        alert.Fired.FiredAt,
        alert.Resolved?.ResolvedAt,
        alert.Resolved?.Reason);
}

internal sealed record BacktestNotificationModel(
    DateTimeOffset At, string Group, string Reason, string ReasonText, IReadOnlyList<string> Channels, IReadOnlyList<Guid> Firing, IReadOnlyList<Guid> Resolved, bool Night);

/// <summary>What the rule comes to at another threshold, and the expression it has with that.</summary>
internal sealed record SweepModel(
    double Threshold, string Expression, string Summary, ScoreModel Score, IReadOnlyList<IncidentModel> Incidents, IReadOnlyList<FiringTime> Firing, IReadOnlyList<TellingTime> Told)
{
    public static SweepModel Of(SweepPoint point, BacktestPlan plan) => new(
        point.Threshold,
        point.Expression,
        point.Score.Summary,
        ScoreModel.Of(point.Score),
        IncidentModel.Of(point.Score),
        point.Firing.All,
        BacktestTimes.Told(point.Replay.Tellings, plan.Night, plan.Steps));
}
