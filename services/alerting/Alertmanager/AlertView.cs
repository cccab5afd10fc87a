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

    // Open alerts about targets that others are behind.
    private readonly IReadOnlyList<Alert> _fronts;

    public AlertView(Situation situation, PageOptions page)
    {
        (_situation, _page) = (situation, page);
        _inhibition = new Inhibition(situation.Tree.Inhibit, situation.Open);
        var targets = situation.Tree.Dependencies.Targets.ToHashSet();
        _fronts = [.. situation.Open.Where(alert => alert.Place is { } place && targets.Contains(place))];
    }

    /// <summary>The alerts a filter lets through, oldest first.</summary>
    public IEnumerable<ShownAlert> Alerts(AlertQuery query) =>
        from alert in Matching(query)
        let shown = Show(alert, route: null)
        where query.Allows(shown)
        select shown;

    /// <summary>The same by receiver and group; an alert that takes two routes is in two groups, and may be muted in one of them alone.</summary>
    public IEnumerable<ShownGroup> Groups(AlertQuery query) =>
        from alert in Matching(query)
        from match in RouteStage.Decide(alert.Labels, _situation.Tree.Root)
        where query.Receiver?.IsMatch(match.Route.Receiver) ?? true
        let shown = Show(alert, match.Route)
        where query.Allows(shown)
        let identity = GroupIdentity.Of(match.Route, alert.Labels)
        group shown by (identity.Key, match.Route.Receiver) into alerts
        orderby alerts.Key.Key
        let first = alerts.First()
        select new ShownGroup(LabelsOf(alerts.Key.Key, first), new ShownReceiver(alerts.Key.Receiver), alerts.ToList());

    private IReadOnlyDictionary<string, string> LabelsOf(string key, ShownAlert member) =>
        RouteStage.Decide(member.Labels, _situation.Tree.Root).Select(match => GroupIdentity.Of(match.Route, member.Labels)).First(identity => identity.Key == key).Labels;

    private IEnumerable<Alert> Matching(AlertQuery query) =>
        _situation.Open.Where(alert => query.Filter.AllMatch(alert.Labels)).OrderBy(alert => alert.StartsAt).ThenBy(alert => alert.Fingerprint, StringComparer.Ordinal);

    // Without a route: on all its ways.
    private ShownAlert Show(Alert alert, AlertRoute? route)
    {
        var routes = RouteStage.Decide(alert.Labels, _situation.Tree.Root).Select(match => match.Route).ToList();
        var silencedBy = _situation.Silences.Where(silence => silence.IsActive(_situation.Now) && silence.Matchers.AllMatch(alert.Labels)).Select(silence => silence.Id.ToString()).ToList();
        var windows = _situation.Maintenance.Where(window => window.Matchers.AllMatch(alert.Labels) && window.EndOfCurrent(_situation.Now) is not null).Select(window => window.Name);
        List<string> mutedBy = [.. windows, .. MutedBy(route is null ? routes : [route])];
        var inhibitedBy = _inhibition.Holders(alert).Select(holder => holder.Source)
            .Concat(DependStage.Explaining(alert, _situation.Tree.Dependencies, _fronts) is { } down ? [down] : [])
            .Select(source => source.Fingerprint).Distinct().ToList();
        return new ShownAlert
        {
            Labels = alert.Labels,
            Annotations = alert.Annotations,
            Receivers = routes.Select(taken => new ShownReceiver(taken.Receiver)).Distinct().ToList(),
            Fingerprint = alert.Fingerprint,
            StartsAt = alert.StartsAt.UtcDateTime,
            UpdatedAt = (alert.AcknowledgedAt ?? alert.ReceivedAt).UtcDateTime,
            EndsAt = (_situation.Now + Horizon).UtcDateTime,
            Status = new ShownStatus(silencedBy.Count + mutedBy.Count + inhibitedBy.Count == 0 ? "active" : "suppressed", silencedBy, inhibitedBy, mutedBy),
            GeneratorUrl = _page.AlertUrl(alert.Fingerprint),
        };
    }

    // Who is told on one way is told.
    private IEnumerable<string> MutedBy(IReadOnlyList<AlertRoute> routes)
    {
        var muted = routes.Select(route => HoursStage.MutedBy(route, _situation.Now)).ToList();
        return muted.TrueForAll(names => names.Count > 0) ? muted.SelectMany(names => names).Distinct() : [];
    }
}
