using PerfMonitor.Alerting.Alertmanager;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Actions;

/// <summary>
/// Makes alerts of runs that need a person: one that waits for a yes, and one that failed. Which event tells of a run is stored with the run,
/// so that dying anywhere fires it once. Such an alert ends with the alert the run was for, when the run is decided on, or when a later run succeeds.
/// </summary>
internal sealed class ActionAlerts(ActionAlertStore store, ActionRunner runner, AlertIntake intake, TimeProvider clock)
{
    public const string Failed = "EmergencyActionFailed";
    public const string Waiting = "EmergencyActionWaiting";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var run in await store.ToTellAsync(cancellationToken))
        {
            await intake.FiredAsync(run.IsWaiting ? OfWaiting(run) : OfFailed(run), cancellationToken);
        }

        var now = clock.GetUtcNow();
        foreach (var (alert, reason) in await store.OverAsync(cancellationToken))
        {
            await intake.ResolvedAsync(
                new AlertResolved { EventId = Guid.CreateVersion7(now), Fingerprint = alert.Fingerprint, FiredEventId = alert.FiredEventId, RuleName = alert.Name, Labels = alert.Labels, Reason = reason, ResolvedAt = now },
                cancellationToken);
        }
    }

    private AlertFired OfWaiting(RunToTell run) => Event(
        run,
        Waiting,
        ("waits_for", run.Alert.Name),
        $"The action {run.Action} for {run.Alert.Name} waits for a person's yes{(runner.Describe(run.Action, run.Alert) is { } what ? $": it would {what}" : "")}",
        "Approve or reject it on the page Alerts, Actions.");

    private static AlertFired OfFailed(RunToTell run) => Event(
        run,
        Failed,
        ("failed_for", run.Alert.Name),
        $"The action {run.Action} for {run.Alert.Name} failed: {run.Outcome}",
        "Do by hand what the action was to do, or run it again on the page Alerts, Actions, which shows its audit; the cooldown does not keep a person from that after a failure.");

    private static AlertFired Event(RunToTell run, string name, (string Name, string Value) about, string summary, string recommendation)
    {
        // What it is about, such as the strategy or the instance, it takes from the alert the run was for.
        var labels = run.Alert.Labels.Where(static label => !ActionTarget.OfRule.Contains(label.Key)).ToDictionary();
        labels["alertname"] = name;
        labels["severity"] = "critical";
        labels["action"] = run.Action;
        labels[about.Name] = about.Value;
        return new AlertFired
        {
            EventId = run.EventId,
            Fingerprint = LabelFingerprint.Of(labels),
            RuleName = name,
            RuleGroup = "actions",
            Severity = Severity.Critical,
            Labels = labels,
            Annotations = new Dictionary<string, string> { ["summary"] = summary, ["recommendation"] = recommendation },
            Expression = $"run {run.Id} of {run.Action}",
            Value = double.NaN,
            SampleAt = run.Since,
            ActiveSince = run.Since,
            FiredAt = run.Since,
        };
    }
}
