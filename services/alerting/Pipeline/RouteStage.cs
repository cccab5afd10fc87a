using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>A route an alert takes, and why.</summary>
internal sealed record RouteMatch(AlertRoute Route, string Reason);

/// <summary>Which way does the alert go? Depth first; the first matching child takes it, and its siblings are asked only where it says <c>continue</c>.</summary>
internal static class RouteStage
{
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

    /// <summary>Members that the tree, as it is now, sends another way leave the group.</summary>
    public static Passage Run(Passage passage)
    {
        var route = RoutingTree.All(passage.Rules.Tree.Root).FirstOrDefault(node => node.Id == passage.Group.Identity.RouteId);
        var strays = passage.Members.Where(member => route is null || !BelongsHere(passage, member, route)).ToList();
        return passage with
        {
            Route = route,
            Members = passage.Members.RemoveRange(strays),
            Leaving = passage.Leaving.AddRange(strays.Select(member => member.Alert.Id)),
        };
    }

    private static bool BelongsHere(Passage passage, Member member, AlertRoute route) =>
        Decide(member.Alert.Labels, passage.Rules.Tree.Root).Any(match => match.Route.Id == route.Id)
        && GroupIdentity.Of(route, member.Alert.Labels).Hash == passage.Group.Identity.Hash;

    private static string Why(AlertRoute route) => route.Matchers.Count == 0 ? "no route below matches, so the top one takes it" : $"matches {route.Matchers.Write()}";
}
