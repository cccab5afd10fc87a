using PerfMonitor.Alerting.Alertmanager;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Actions;

/// <summary>
/// Makes an alert of each run that failed: who counts on an action must hear that it did not work. The run's id is the event's, so that
/// dying anywhere fires it once. It ends with the alert the run was for, or when a later run for that succeeds.
/// </summary>
internal sealed class ActionFailures(ActionFailureStore store, AlertIntake intake, TimeProvider clock)
{
    public const string AlertName = "EmergencyActionFailed";

    // What the alert has of its own; everything else, such as the strategy or the instance, it takes from the alert the run was for.
    private static readonly string[] Own = ["alertname", "severity", "rule_state"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var failure in await store.ToTellAsync(cancellationToken))
        {
            await intake.FiredAsync(Event(failure), cancellationToken);
        }

        var now = clock.GetUtcNow();
        foreach (var (alert, reason) in await store.OverAsync(cancellationToken))
        {
            await intake.ResolvedAsync(
                new AlertResolved { EventId = Guid.CreateVersion7(now), Fingerprint = alert.Fingerprint, FiredEventId = alert.FiredEventId, RuleName = alert.Name, Labels = alert.Labels, Reason = reason, ResolvedAt = now },
                cancellationToken);
        }
    }

    private static AlertFired Event(FailedRun failure)
    {
        var labels = failure.Alert.Labels.Where(label => !Own.Contains(label.Key)).ToDictionary();
        labels["alertname"] = AlertName;
        labels["severity"] = "critical";
        labels["action"] = failure.Action;
        labels["failed_for"] = failure.Alert.Name;
        return new AlertFired
        {
            EventId = failure.Id,
            Fingerprint = LabelFingerprint.Of(labels),
            RuleName = AlertName,
            RuleGroup = "actions",
            Severity = Severity.Critical,
            Labels = labels,
            Annotations = new Dictionary<string, string>
            {
                ["summary"] = $"The action {failure.Action} for {failure.Alert.Name} failed: {failure.Outcome}",
                ["recommendation"] = "Do by hand what the action was to do, or run it again on the page Alerts, Actions, which shows its audit.",
            },
            Expression = $"run {failure.Id} of {failure.Action}",
            Value = double.NaN,
            SampleAt = failure.FailedAt,
            ActiveSince = failure.FailedAt,
            FiredAt = failure.FailedAt,
        };
    }
}
