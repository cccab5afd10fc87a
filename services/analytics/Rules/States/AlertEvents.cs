using PerfMonitor.Contracts;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>What the bus hears of an alert's transition.</summary>
internal static class AlertEvents
{
    /// <param name="group">The rule's group.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="sampleAt">When the newest sample behind the value was taken.</param>
    public static AlertFired Fired(string group, AlertRule rule, AlertTransition transition, DateTimeOffset sampleAt)
    {
        var alert = transition.Alert;
        return new AlertFired
        {
            EventId = AlertEventId.Fired(rule.Key, alert),
            Fingerprint = alert.Fingerprint.ToString(),
            RuleName = rule.Name,
            RuleGroup = group,
            RuleKey = rule.Key,
            Severity = SeverityOf(alert.Labels),
            Labels = Dictionary(alert.Labels),
            Annotations = alert.Annotations,
            Expression = rule.Expression.Text,
            Value = alert.Value,
            Threshold = rule.Expression.Threshold?.Value,
            Comparison = rule.Expression.Threshold?.Comparison,
            SampleAt = sampleAt,
            ActiveSince = alert.ActiveSince,
            FiredAt = alert.FiredAt!.Value,
        };
    }

    public static AlertResolved Resolved(string ruleKey, AlertTransition transition, DateTimeOffset now)
    {
        var alert = transition.Alert;
        return new AlertResolved
        {
            EventId = AlertEventId.Resolved(ruleKey, alert),
            Fingerprint = alert.Fingerprint.ToString(),
            FiredEventId = AlertEventId.Fired(ruleKey, alert),
            RuleName = alert.Labels[AlertObservations.AlertName] ?? "",
            Labels = Dictionary(alert.Labels),
            Value = alert.Value,
            Reason = transition.Reason,
            ResolvedAt = now,
        };
    }

    /// <summary>The severity behind the label, with the names other rule collections use.</summary>
    public static Severity SeverityOf(LabelSet labels) => SeverityOf(labels["severity"]);

    public static Severity SeverityOf(string? level) => level?.ToUpperInvariant() switch
    {
        "CRITICAL" or "PAGE" or "ERROR" or "EMERGENCY" or "FATAL" => Severity.Critical,
        "INFO" or "NONE" or "INFORMATIONAL" or "NOTICE" => Severity.Info,
        _ => Severity.Warning,
    };

    private static Dictionary<string, string> Dictionary(LabelSet labels) => labels.ToDictionary(static label => label.Name, static label => label.Value);
}
