using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Escalation;

/// <summary>
/// What an escalation waits for: the stages of the pipeline are asked anew before each step, not what they said when the alert's group was last
/// looked at, which may be a <c>group_interval</c> ago.
/// </summary>
internal static class EscalationHold
{
    public static Hold? Decide(Alert alert, Surroundings around, RoutingTree tree, DateTimeOffset now) =>
        InhibitStage.Decide(alert, new Inhibition(tree.Inhibit, around.InhibitionSources))
        ?? DependStage.Decide(alert, tree.Dependencies, around.DependencySources)
        ?? SilenceStage.Decide(alert, around.Silences, now)
        ?? MaintenanceStage.Decide(alert, around.Maintenance, now)
        ?? EscalationHours.Decide(alert, tree.Root, now);
}
