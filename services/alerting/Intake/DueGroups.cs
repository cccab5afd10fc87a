using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Intake;

/// <summary>The groups that changes touch, and when each is due by them. Pure; the groups are locked meanwhile.</summary>
internal sealed class DueGroups(RoutingTree tree)
{
    // What has been longer on its way may be over already, and its end be waiting behind it.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Dictionary<long, AlertGroup> _groups = [];
    private readonly HashSet<long> _late = [];

    /// <summary>Each with the moment it is due at in <see cref="AlertGroup.NextFlushAt"/>.</summary>
    public IReadOnlyCollection<AlertGroup> Groups => _groups.Values;

    /// <summary>Whether to run a group with the changes that made it due. Otherwise the loop does, after what waits has been taken in.</summary>
    public bool RunsAtOnce(AlertGroup group, DateTimeOffset now) => group.NextFlushAt <= now && !_late.Contains(group.Id);

    /// <summary>Episodes are over; their groups are due.</summary>
    public void Ended(IReadOnlyList<Alert> alerts, IReadOnlyList<(AlertGroup Group, long AlertId)> groups, DateTimeOffset now)
    {
        foreach (var (group, alertId) in groups)
        {
            Note(group, alerts.First(alert => alert.Id == alertId), tree.Routes.GetValueOrDefault(group.Identity.RouteId), now);
        }
    }

    /// <summary>An alert of the group has changed; one whose route is gone is due at once.</summary>
    public void Note(AlertGroup group, Alert alert, AlertRoute? route, DateTimeOffset now)
    {
        group = _groups.GetValueOrDefault(group.Id, group);
        var at = route is null ? now : GroupStage.Schedule(alert, group, route, now).At;
        _groups[group.Id] = group.NextFlushAt < at ? group : group with { NextFlushAt = at };
        if ((alert.EndsAt ?? alert.StartsAt) < now - Fresh)
        {
            _late.Add(group.Id);
        }
    }
}
