using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Escalation;

/// <summary>Is this a time at which anybody may be told of the alert? An escalation waits while every route of the alert is quiet.</summary>
internal static class EscalationHours
{
    public static Hold? Decide(Alert alert, AlertRoute root, DateTimeOffset now)
    {
        var holds = RouteStage.Decide(alert.Labels, root).Select(match => HoursStage.Decide(match.Route, now)).ToList();
        return holds.Count == 0 || holds.Contains(null) ? null : holds[0];
    }
}
