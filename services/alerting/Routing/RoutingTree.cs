using System.Security.Cryptography;
using System.Text;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Routing.Times;

namespace PerfMonitor.Alerting.Routing;

/// <summary>The routing tree and the inhibition rules, read from the configuration.</summary>
internal sealed record RoutingTree(AlertRoute Root, IReadOnlyList<InhibitRule> Inhibit)
{
    // Groups keep their memory for a day without alerts (Housekeeping).
    private static readonly TimeSpan LongestCooldown = TimeSpan.FromDays(1);

    // A tree deeper or wider than this is a mistake in a generated configuration.
    private const int MostRoutes = 1000;

    /// <summary>Which targets are behind which.</summary>
    public Dependencies Dependencies { get; init; } = Dependencies.None;

    /// <summary>Inhibition rules that may form a circle of three or more.</summary>
    public IReadOnlyList<IReadOnlyList<InhibitRule>> LongCircles { get; } = InhibitCircle.Long(Inhibit);

    /// <summary>Changes whenever an alert could be routed or grouped another way.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', All(Root).Select(Describe)))));

    /// <summary>Every node by its id.</summary>
    public IReadOnlyDictionary<string, AlertRoute> Routes { get; } = All(Root).DistinctBy(static route => route.Id).ToDictionary(static route => route.Id);

    /// <summary>Every node, from the top down.</summary>
    public static IEnumerable<AlertRoute> All(AlertRoute route) => route.Routes.SelectMany(All).Prepend(route);

    /// <summary>Reads the options; what is wrong goes to <paramref name="errors"/> with its key, all at once.</summary>
    public static RoutingTree Build(RoutingOptions options, IReadOnlyList<string> channels, List<string> errors)
    {
        var top = new AlertRoute
        {
            Id = "{}",
            Matchers = [],
            Continue = false,
            GroupBy = ShippedRouting.GroupBy,
            GroupWait = ShippedRouting.GroupWait,
            GroupInterval = ShippedRouting.GroupInterval,
            RepeatInterval = ShippedRouting.RepeatInterval,
            Channels = channels,
            Routes = [],
        };
        if (options.Match.Count > 0)
        {
            errors.Add("Routing:Match: the top of the tree takes every alert and has no matchers; put them into Routing:Routes:0:Match.");
        }

        var times = Times(options, errors);
        var root = Node(options, top, "Routing", "{}", options.Routes ?? ShippedRouting.Routes, channels, times, errors);
        if (All(root).Count() > MostRoutes)
        {
            errors.Add($"Routing:Routes: more than {MostRoutes} routes.");
        }

        var inhibit = (options.Inhibit ?? ShippedRouting.Inhibit).Append(ShippedRouting.PreWarning).Select((rule, index) => Rule(rule, $"Routing:Inhibit:{index}", errors)).ToList();
        return new RoutingTree(root, inhibit) { Dependencies = Dependencies.Build(options.Dependencies, (texts, key) => Matchers(texts, key, errors), errors) };
    }

    private static AlertRoute Node(RouteOptions options, AlertRoute above, string key, string id, IReadOnlyList<RouteOptions> below, IReadOnlyList<string> channels, IReadOnlyDictionary<string, NamedTimes> times, List<string> errors)
    {
        var node = above with
        {
            Id = id,
            Matchers = Matchers(options.Match, $"{key}:Match", errors),
            Continue = options.Continue,
            GroupBy = options.GroupBy is null ? above.GroupBy : options.GroupBy is ["..."] ? null : options.GroupBy,
            GroupWait = options.GroupWait ?? above.GroupWait,
            GroupInterval = options.GroupInterval ?? above.GroupInterval,
            RepeatInterval = options.RepeatInterval ?? above.RepeatInterval,
            Cooldown = options.Cooldown ?? above.Cooldown,
            Channels = options.Channels ?? above.Channels,
            ReceiverName = options.Channels is null ? above.ReceiverName : options.Receiver,
            MuteTimes = Named(options.MuteTimes, $"{key}:MuteTimes"),
            ActiveTimes = Named(options.ActiveTimes, $"{key}:ActiveTimes"),
        };
        Check(node, key, channels, errors);
        var children = new List<AlertRoute>();
        foreach (var (child, index) in below.Select((child, index) => (child, index)))
        {
            var childKey = $"{key}:Routes:{index}";
            var childId = $"{id}/{{{string.Join(",", child.Match)}}}";
            var twins = children.Count(sibling => sibling.Id == childId || sibling.Id.StartsWith(childId + "#", StringComparison.Ordinal));
            children.Add(Node(child, node, childKey, twins == 0 ? childId : $"{childId}#{twins + 1}", child.Routes ?? [], channels, times, errors));
        }

        return node with { Routes = children };

        List<NamedTimes> Named(IReadOnlyList<string> names, string list)
        {
            errors.AddRange(names.Index().Where(name => !times.ContainsKey(name.Item)).Select(name => $"{list}:{name.Index}: '{name.Item}' is not in Routing:TimeIntervals."));
            return names.Where(times.ContainsKey).Select(name => times[name]).ToList();
        }
    }

    private static Dictionary<string, NamedTimes> Times(RoutingOptions options, List<string> errors) => options.TimeIntervals.ToDictionary(
        named => named.Key,
        named => new NamedTimes(
            named.Key,
            named.Value.Select((interval, index) => TimeIntervalText.Read(interval, (field, wrong) => errors.Add($"Routing:TimeIntervals:{named.Key}:{index}:{field}: {wrong}"))).ToList()));

    private static void Check(AlertRoute node, string key, IReadOnlyList<string> channels, List<string> errors)
    {
        if (node.GroupBy is { } groupBy && groupBy.Contains("..."))
        {
            errors.Add($"{key}:GroupBy: '...' stands for every label and cannot be combined with others.");
        }

        if (node.GroupWait < TimeSpan.Zero)
        {
            errors.Add($"{key}:GroupWait: {node.GroupWait} is negative.");
        }

        if (node.GroupInterval < TimeSpan.FromSeconds(1))
        {
            errors.Add($"{key}:GroupInterval: {node.GroupInterval} is below 1 s.");
        }

        if (node.RepeatInterval < node.GroupInterval)
        {
            errors.Add($"{key}:RepeatInterval: {node.RepeatInterval} is below the group interval {node.GroupInterval}; a group is never notified more often than that.");
        }

        if (node.Cooldown < TimeSpan.Zero || node.Cooldown > LongestCooldown)
        {
            errors.Add($"{key}:Cooldown: {node.Cooldown} is not between 0 and {LongestCooldown.TotalHours:0} h.");
        }

        foreach (var (channel, index) in node.Channels.Select((channel, index) => (channel, index)))
        {
            if (!channels.Contains(channel))
            {
                errors.Add($"{key}:Channels:{index}: '{channel}' is no channel; there are {string.Join(", ", channels)}.");
            }
        }
    }

    private static InhibitRule Rule(InhibitOptions options, string key, List<string> errors)
    {
        if (options.Source.Count == 0)
        {
            errors.Add($"{key}:Source: without a matcher every alert would hold others back.");
        }

        if (options.Target.Count == 0)
        {
            errors.Add($"{key}:Target: without a matcher every alert would be held back.");
        }

        if (options is { Equal.Count: > 0, EqualBut: not null })
        {
            errors.Add($"{key}: Equal names the labels that must be the same, EqualBut those that need not; give one of the two.");
        }

        return new InhibitRule(Matchers(options.Source, $"{key}:Source", errors), Matchers(options.Target, $"{key}:Target", errors), options.Equal) { EqualBut = options.EqualBut };
    }

    private static List<LabelMatcher> Matchers(IReadOnlyList<string> texts, string key, List<string> errors)
    {
        var matchers = new List<LabelMatcher>();
        foreach (var (text, index) in texts.Select((text, index) => (text, index)))
        {
            try
            {
                matchers.Add(LabelMatchers.Parse(text));
            }
            catch (FormatException broken)
            {
                errors.Add($"{key}:{index}: {broken.Message}");
            }
        }

        return matchers;
    }

    private static string Describe(AlertRoute route) => $"{route.Id} {route.Continue} {(route.GroupBy is null ? "..." : string.Join(",", route.GroupBy))}";
}
