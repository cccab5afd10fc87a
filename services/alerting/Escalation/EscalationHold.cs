using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Escalation;

/// <summary>What may keep an alert quiet, as it is at a moment.</summary>
/// <param name="InhibitionSources">Open alerts that may inhibit it.</param>
/// <param name="DependencySources">Open alerts of what it may be behind.</param>
/// <param name="Silences">Silences in force.</param>
/// <param name="Maintenance">Maintenance windows that are not over.</param>
internal sealed record EscalationSurroundings(
    IReadOnlyList<Alert> InhibitionSources, IReadOnlyList<Alert> DependencySources, IReadOnlyList<Silence> Silences, IReadOnlyList<MaintenanceWindow> Maintenance);

/// <summary>
/// What an escalation waits for: the stages of the pipeline are asked anew before each step, not what they said when the alert's group was last
/// looked at, which may be a <c>group_interval</c> ago.
/// </summary>
internal static class EscalationHold
{
    public static Hold? Decide(Alert alert, EscalationSurroundings around, RoutingTree tree, DateTimeOffset now) =>
        InhibitStage.Decide(alert, new Inhibition(tree.Inhibit, around.InhibitionSources))
        ?? DependStage.Decide(alert, tree.Dependencies, around.DependencySources)
        ?? SilenceStage.Decide(alert, around.Silences, now)
        ?? MaintenanceStage.Decide(alert, around.Maintenance, now)
        ?? EscalationHours.Decide(alert, tree.Root, now);
}
