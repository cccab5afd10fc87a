using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>A route an alert takes, and why.</summary>
internal sealed record RouteMatch(AlertRoute Route, string Reason);

/// <summary>Which way does the alert go? Depth first; the first matching child takes it, and its siblings are asked only where it says <c>continue</c>.</summary>
internal static class RouteStage
{
    /// <summary>How long a group that is due waits for the instance that knows its route.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static IReadOnlyList<RouteMatch> Decide(IReadOnlyDictionary<string, string> labels, AlertRoute route)
    {
        if (!route.Matchers.AllMatch(labels))
        {
            return [];
        }

        var taken = new List<RouteMatch>();
        foreach (var child in route.Routes)
        {
            var matches = Decide(labels, child);
            taken.AddRange(matches);
            if (matches.Count > 0 && !child.Continue)
            {
                break;
            }
        }

        return taken.Count > 0 ? taken : [new RouteMatch(route, Why(route))];
    }

    /// <summary>
    /// Whether the group is left to another instance: ours does not know its route, and another tree made it. Only for so long; whoever knew the
    /// route may be gone.
    /// </summary>
    public static bool IsAnothers(Passage passage) => !passage.IsTreeCurrent && Find(passage) is null && passage.Group.NextFlushAt > passage.Now - Patience;

    /// <summary>Open members that the tree sends another way. They are moved before the group runs; what is over is told from here.</summary>
    public static IReadOnlyList<Alert> Astray(Passage passage)
    {
        var route = Find(passage);
        return route is not null && !passage.IsTreeCurrent
            ? []
            : [.. passage.Members.Select(member => member.Alert).Where(alert => alert.IsOpen && (route is null || !BelongsHere(passage, alert, route)))];
    }

    public static Passage Run(Passage passage) => passage with { Route = Find(passage) };

    private static AlertRoute? Find(Passage passage) => passage.Rules.Tree.Routes.GetValueOrDefault(passage.Group.Identity.RouteId);

    private static bool BelongsHere(Passage passage, Alert alert, AlertRoute route) =>
        Decide(alert.Labels, passage.Rules.Tree.Root).Any(match => match.Route.Id == route.Id)
        && GroupIdentity.Of(route, alert.Labels).Hash == passage.Group.Identity.Hash;

    private static string Why(AlertRoute route) => route.Matchers.Count == 0 ? "no route below matches, so the top one takes it" : $"matches {route.Matchers.Write()}";
}
