using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Routing;

/// <summary>What an operator should know about a route that its writer may not have meant. Pure.</summary>
internal static class RouteReview
{
    /// <summary>Warnings by the route's id; routes without any are left out.</summary>
    /// <param name="tree">The tree in use.</param>
    /// <param name="channels">Channels that work.</param>
    /// <param name="recent">Alerts of the recent past, to see which ways are taken.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Warnings(RoutingTree tree, IReadOnlyCollection<string> channels, IReadOnlyList<Alert> recent)
    {
        var taken = recent.SelectMany(alert => RouteStage.Decide(alert.Labels, tree.Root)).CountBy(match => match.Route.Id).ToDictionary();
        return WithAbove(tree.Root, [])
            .Select(one => (one.Route.Id, Warnings: (IReadOnlyList<string>)OfRoute(one.Route, one.Matchers, tree, channels, recent.Count, taken.GetValueOrDefault(one.Route.Id)).ToList()))
            .Where(route => route.Warnings.Count > 0)
            .ToDictionary(route => route.Id, route => route.Warnings);
    }

    private static IEnumerable<string> OfRoute(AlertRoute route, IReadOnlyList<LabelMatcher> matchers, RoutingTree tree, IReadOnlyCollection<string> channels, int recent, int taken)
    {
        if (matchers.Contradiction() is { } label)
        {
            yield return $"it matches nothing: {label} cannot have both values";
        }
        else if (Shadow(route, tree) is { } before)
        {
            yield return $"it matches nothing: {before.Matchers.Write()} before it takes every alert it would match, and does not say continue";
        }
        else if (recent > 0 && taken == 0 && route.Routes.Count == 0)
        {
            yield return $"none of the {Text.Count(recent, "recent alert")} took it";
        }

        if (!route.Channels.Any(channels.Contains))
        {
            yield return route.Channels.Count == 0 ? "it tells nobody" : $"it tells nobody: {string.Join(", ", route.Channels)} cannot work as configured (see the channels)";
        }
    }

    // Every node with all that an alert must match to come there.
    private static IEnumerable<(AlertRoute Route, IReadOnlyList<LabelMatcher> Matchers)> WithAbove(AlertRoute route, IReadOnlyList<LabelMatcher> above)
    {
        IReadOnlyList<LabelMatcher> matchers = [.. above, .. route.Matchers];
        return route.Routes.SelectMany(child => WithAbove(child, matchers)).Prepend((route, matchers));
    }

    // An earlier sibling with only some of the same conditions takes all that would come here.
    private static AlertRoute? Shadow(AlertRoute route, RoutingTree tree)
    {
        var siblings = RoutingTree.All(tree.Root).Select(node => node.Routes).FirstOrDefault(children => children.Contains(route)) ?? [];
        return siblings.TakeWhile(sibling => sibling != route).FirstOrDefault(sibling => !sibling.Continue && sibling.Matchers.All(route.Matchers.Contains));
    }
}
