using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Routing.Times;

namespace PerfMonitor.Alerting.Routing;

/// <summary>One node of the routing tree, with everything it inherits filled in.</summary>
internal sealed record AlertRoute
{
    /// <summary>The way through the tree, for example <c>{}/{severity="critical"}</c>; names the node in groups and reasons.</summary>
    public required string Id { get; init; }

    public required IReadOnlyList<LabelMatcher> Matchers { get; init; }

    /// <summary>Whether the siblings after this one are asked too when it matches.</summary>
    public required bool Continue { get; init; }

    /// <summary>Labels whose values make a group; null: every label, so each alert is a group of its own.</summary>
    public required IReadOnlyList<string>? GroupBy { get; init; }

    /// <summary>How long a new alert waits for company.</summary>
    public required TimeSpan GroupWait { get; init; }

    /// <summary>The shortest time between two notifications about one group.</summary>
    public required TimeSpan GroupInterval { get; init; }

    /// <summary>After this time people are reminded of what still fires and nobody has acknowledged.</summary>
    public required TimeSpan RepeatInterval { get; init; }

    /// <summary>How long after a notification a new beginning is not announced.</summary>
    public TimeSpan Cooldown { get; init; }

    /// <summary>Names of the channels that are told.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    public required IReadOnlyList<AlertRoute> Routes { get; init; }

    /// <summary>Times in which nobody is told of what fires.</summary>
    public IReadOnlyList<NamedTimes> MuteTimes { get; init; } = [];

    /// <summary>Times in which alone people are told of what fires; none: always.</summary>
    public IReadOnlyList<NamedTimes> ActiveTimes { get; init; } = [];

    /// <summary>The receiver's name in Alertmanager's file, where the route comes from one.</summary>
    public string? ReceiverName { get; init; }

    /// <summary>The name Alertmanager's clients know the channels by.</summary>
    public string Receiver => ReceiverName ?? (Channels.Count == 0 ? "nobody" : string.Join("+", Channels));
}
