using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Intake;

/// <summary>A group that an alert is to be in, by one of its routes.</summary>
internal sealed record GroupPlace(Alert Alert, AlertRoute Route, GroupIdentity Identity)
{
    public static IReadOnlyList<GroupPlace> Of(IEnumerable<Alert> alerts, AlertRoute root) =>
        [.. alerts.SelectMany(alert => RouteStage.Decide(alert.Labels, root).Select(match => new GroupPlace(alert, match.Route, GroupIdentity.Of(match.Route, alert.Labels))))];
}
