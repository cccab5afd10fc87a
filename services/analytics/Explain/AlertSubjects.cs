using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.Analytics.Slo;

namespace PerfMonitor.Analytics.Explain;

/// <summary>Finds what an alert is about: for an alert on an anomaly the series that is watched, not the probability that was compared.</summary>
internal sealed class AlertSubjects(IStoredAlerts alerts, RulesInForce rules, WatchStore watches, ObjectiveStore objectives)
{
    // The shortest window that burn rates look at.
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(5);

    /// <summary>The subject, and since when the alert is active; null where no such alert is pending or firing, or its rule is no more.</summary>
    public async Task<(Subject Subject, DateTimeOffset Since)?> FindAsync(string fingerprint, CancellationToken cancellationToken)
    {
        var (key, alert) = (await alerts.LoadAsync(cancellationToken)).FirstOrDefault(one => one.Alert.IsActive && one.Alert.Fingerprint.ToString() == fingerprint);
        var rule = rules.Book.Groups.SelectMany(static group => group.Rules).OfType<AlertRule>().FirstOrDefault(rule => rule.Key == key);
        return alert is null || rule is null ? null : (Subject.Of(rule, alert, rule.About ?? await AboutAsync(rule, alert, cancellationToken)), alert.ActiveSince);
    }

    private async Task<RuleExpression?> AboutAsync(AlertRule rule, AlertInstance alert, CancellationToken cancellationToken) => rule.Kind switch
    {
        RuleKind.Anomaly when alert.Labels["watch"] is { } name =>
            (await watches.ListAsync(cancellationToken)).FirstOrDefault(watch => watch.Definition.Name == name) is { } watch ? RuleExpression.Parse(watch.Definition.Query) : null,
        RuleKind.BurnRate when alert.Labels["slo"] is { } name =>
            await objectives.FindAsync(name, cancellationToken) is { } objective ? RuleExpression.Parse(objective.Definition.Shown(JustNow)) : null,
        _ => null,
    };
}
