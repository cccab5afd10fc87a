using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Replay;

/// <summary>What the database holds of all groups, in memory: which are due next, and which an alert is in.</summary>
internal sealed class ReplayedGroups(RoutingTree tree)
{
    private readonly Dictionary<string, long> _ids = [];
    private readonly Dictionary<long, ReplayedGroup> _groups = [];
    private readonly Dictionary<long, List<long>> _ofAlerts = [];

    // Of groups that are due at one time the oldest comes first.
    private readonly PriorityQueue<long, (DateTimeOffset At, long Id)> _due = new();

    /// <summary>The group that is due next, and when; null where none is.</summary>
    public (ReplayedGroup Group, DateTimeOffset At)? Next
    {
        get
        {
            // A place in the queue outlives a moment that was moved.
            while (_due.TryPeek(out var id, out var place))
            {
                if (_groups[id].Group.NextFlushAt == place.At)
                {
                    return (_groups[id], place.At);
                }

                _due.Dequeue();
            }

            return null;
        }
    }

    /// <summary>A new alert joins the groups its routes say.</summary>
    public void Place(Alert alert, DateTimeOffset now)
    {
        _ofAlerts[alert.Id] = [];
        foreach (var (route, _) in RouteStage.Decide(alert.Labels, tree.Root))
        {
            var identity = GroupIdentity.Of(route, alert.Labels);
            if (!_ids.TryGetValue(identity.Hash, out var id))
            {
                _ids[identity.Hash] = id = _ids.Count + 1;
                _groups[id] = new ReplayedGroup(new AlertGroup { Id = id, Identity = identity, CreatedAt = now });
            }

            _ofAlerts[alert.Id].Add(id);
            Keep(_groups[id].With(alert, GroupStage.Schedule(alert, _groups[id].Group, route, now).At));
        }
    }

    /// <summary>An alert has changed; the groups it is in are due.</summary>
    public void Change(Alert alert, DateTimeOffset now)
    {
        foreach (var group in _ofAlerts[alert.Id].Select(id => _groups[id]).Where(group => group.Members.ContainsKey(alert.Id)))
        {
            Keep(group.With(alert, GroupStage.Schedule(alert, group.Group, tree.Routes[group.Group.Identity.RouteId], now).At));
        }
    }

    /// <summary>A group has changed.</summary>
    public void Keep(ReplayedGroup group)
    {
        var id = group.Group.Id;
        if (group.Group.NextFlushAt is { } at && at != _groups[id].Group.NextFlushAt)
        {
            _due.Enqueue(id, (at, id));
        }

        _groups[id] = group;
    }
}
