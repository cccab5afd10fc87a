using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>What is known when alerts are shown as Alertmanager would.</summary>
internal sealed record Situation(IReadOnlyList<Alert> Open, IReadOnlyList<Silence> Silences, IReadOnlyList<MaintenanceWindow> Maintenance, RoutingTree Tree, DateTimeOffset Now);

/// <summary>Open alerts in Alertmanager's form. Asks the same questions as the pipeline, for all alerts at once.</summary>
internal sealed class AlertView
{
    // An open alert of ours has no end; Alertmanager's clients expect one in the future.
    private static readonly TimeSpan Horizon = TimeSpan.FromMinutes(5);

    private readonly Situation _situation;
    private readonly PageOptions _page;
    private readonly Inhibition _inhibition;

    public AlertView(Situation situation, PageOptions page)
    {
        (_situation, _page) = (situation, page);
        _inhibition = new Inhibition(situation.Tree.Inhibit, situation.Open);
    }

    /// <summary>The alerts a filter lets through, oldest first.</summary>
    public IEnumerable<ShownAlert> Alerts(AlertQuery query) => Matching(query).Select(item => item.Shown);

    /// <summary>The same by receiver and group; an alert that takes two routes is in two groups.</summary>
    public IEnumerable<ShownGroup> Groups(AlertQuery query) =>
        from item in Matching(query)
        from match in RouteStage.Decide(item.Alert.Labels, _situation.Tree.Root)
        where query.Receiver?.IsMatch(match.Route.Receiver) ?? true
        let identity = GroupIdentity.Of(match.Route, item.Alert.Labels)
        group item.Shown by (identity.Key, match.Route.Receiver) into alerts
        orderby alerts.Key.Key
        let first = alerts.First()
        select new ShownGroup(LabelsOf(alerts.Key.Key, first), new ShownReceiver(alerts.Key.Receiver), alerts.ToList());

    private IReadOnlyDictionary<string, string> LabelsOf(string key, ShownAlert member) =>
        RouteStage.Decide(member.Labels, _situation.Tree.Root).Select(match => GroupIdentity.Of(match.Route, member.Labels)).First(identity => identity.Key == key).Labels;

    private IEnumerable<(Alert Alert, ShownAlert Shown)> Matching(AlertQuery query) =>
        from alert in _situation.Open
        where query.Filter.AllMatch(alert.Labels)
        let shown = Show(alert)
        where query.Allows(shown)
        orderby alert.StartsAt, alert.Fingerprint
        select (alert, shown);

    private ShownAlert Show(Alert alert)
    {
        var silencedBy = _situation.Silences.Where(silence => silence.IsActive(_situation.Now) && silence.Matchers.AllMatch(alert.Labels)).Select(silence => silence.Id.ToString()).ToList();
        var mutedBy = _situation.Maintenance.Where(window => window.Matchers.AllMatch(alert.Labels) && window.EndOfCurrent(_situation.Now) is not null).Select(window => window.Name).ToList();
        var inhibitedBy = _inhibition.Holders(alert).Select(holder => holder.Source.Fingerprint).Distinct().ToList();
        return new ShownAlert
        {
            Labels = alert.Labels,
            Annotations = alert.Annotations,
            Receivers = RouteStage.Decide(alert.Labels, _situation.Tree.Root).Select(match => new ShownReceiver(match.Route.Receiver)).Distinct().ToList(),
            Fingerprint = alert.Fingerprint,
            StartsAt = alert.StartsAt.UtcDateTime,
            UpdatedAt = (alert.AcknowledgedAt ?? alert.ReceivedAt).UtcDateTime,
            EndsAt = (_situation.Now + Horizon).UtcDateTime,
            Status = new ShownStatus(silencedBy.Count + mutedBy.Count + inhibitedBy.Count == 0 ? "active" : "suppressed", silencedBy, inhibitedBy, mutedBy),
            GeneratorUrl = _page.AlertUrl(alert.Fingerprint),
        };
    }
}
