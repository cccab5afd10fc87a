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
        return RoutingTree.All(tree.Root)
            .Select(route => (route.Id, Warnings: (IReadOnlyList<string>)OfRoute(route, tree, channels, recent.Count, taken.GetValueOrDefault(route.Id)).ToList()))
            .Where(route => route.Warnings.Count > 0)
            .ToDictionary(route => route.Id, route => route.Warnings);
    }

    private static IEnumerable<string> OfRoute(AlertRoute route, RoutingTree tree, IReadOnlyCollection<string> channels, int recent, int taken)
    {
        if (Contradiction(route.Matchers) is { } label)
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

    private static string? Contradiction(IReadOnlyList<LabelMatcher> matchers) => matchers
        .Where(matcher => matcher.Kind == MatchKind.Equal)
        .FirstOrDefault(equal => matchers.Any(other => other.Name == equal.Name && !other.Matches(new Dictionary<string, string> { [equal.Name] = equal.Value })))?.Name;

    // An earlier sibling with only some of the same conditions takes all that would come here.
    private static AlertRoute? Shadow(AlertRoute route, RoutingTree tree)
    {
        var siblings = RoutingTree.All(tree.Root).Select(node => node.Routes).FirstOrDefault(children => children.Contains(route)) ?? [];
        return siblings.TakeWhile(sibling => sibling != route).FirstOrDefault(sibling => !sibling.Continue && sibling.Matchers.All(route.Matchers.Contains));
    }
}
