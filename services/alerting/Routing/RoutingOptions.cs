using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Routing.Times;

namespace PerfMonitor.Alerting.Routing;

/// <summary>One node of the routing tree as configured. What is left out is taken from the node above.</summary>
internal class RouteOptions
{
    /// <summary>Matchers such as <c>severity="critical"</c>; all must hold. None: matches every alert.</summary>
    public IReadOnlyList<string> Match { get; init; } = [];

    /// <summary>Whether the siblings after this route are asked too when it matches. Default: no.</summary>
    public bool Continue { get; init; }

    /// <summary>Labels whose values make a group; <c>...</c> alone stands for every label. Default at the top: <c>alertname</c>.</summary>
    public IReadOnlyList<string>? GroupBy { get; init; }

    /// <summary>How long a new alert waits for company. Default at the top: 30 s.</summary>
    public TimeSpan? GroupWait { get; init; }

    /// <summary>The shortest time between two notifications about one group. Default at the top: 5 min.</summary>
    public TimeSpan? GroupInterval { get; init; }

    /// <summary>When to remind of what still fires. Default at the top: 4 h.</summary>
    public TimeSpan? RepeatInterval { get; init; }

    /// <summary>Within this time after a channel was last told of a group, a new beginning in it is not announced, unless it lasts longer. Default at the top: 0, none.</summary>
    public TimeSpan? Cooldown { get; init; }

    /// <summary>Names of channels: <c>email</c>, <c>slack</c>, or those of webhooks. Default at the top: every configured channel.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>Names of times (<c>Routing:TimeIntervals</c>) in which this route tells nobody of what fires. Not handed down.</summary>
    public IReadOnlyList<string> MuteTimes { get; init; } = [];

    /// <summary>Names of times in which alone this route tells of what fires. Default: always. Not handed down.</summary>
    public IReadOnlyList<string> ActiveTimes { get; init; } = [];

    /// <summary>The name Alertmanager's clients know the channels by, where they come from its file.</summary>
    internal string? Receiver { get; init; }

    /// <summary>Routes below this one; the first that matches takes the alert.</summary>
    public IReadOnlyList<RouteOptions>? Routes { get; init; }
}

/// <summary>Who is told about which alert, and when (section <c>Routing</c>). The section itself is the top of the tree.</summary>
internal sealed class RoutingOptions : RouteOptions
{
    /// <summary>An Alertmanager configuration that takes the place of routes and inhibition and adds its receivers to the channels. Default: none.</summary>
    public string AlertmanagerFile { get; init; } = "";

    /// <summary>Times of the wall clock that routes name. Default: none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TimeIntervalOptions>> TimeIntervals { get; init; } = new Dictionary<string, IReadOnlyList<TimeIntervalOptions>>();

    /// <summary>Targets that are behind others. Default: none.</summary>
    public IReadOnlyList<DependencyOptions> Dependencies { get; init; } = [];

    /// <summary>Alerts that keep others quiet. Default: a critical alert silences the warning and info of the same name and labels. An alert always silences its own pre-warning.</summary>
    public IReadOnlyList<InhibitOptions>? Inhibit { get; init; }

    /// <summary>With what Alertmanager's file says in the place of our own; what it knows nothing of stays.</summary>
    public RoutingOptions Effective(AlertmanagerFile file) => file.Routing is not { } theirs ? this : new RoutingOptions
    {
        GroupBy = theirs.GroupBy,
        GroupWait = theirs.GroupWait,
        GroupInterval = theirs.GroupInterval,
        RepeatInterval = theirs.RepeatInterval,
        Channels = theirs.Channels,
        Receiver = theirs.Receiver,
        Routes = theirs.Routes,
        Inhibit = theirs.Inhibit,
        TimeIntervals = theirs.TimeIntervals,
        Cooldown = Cooldown,
        Dependencies = Dependencies,
    };
}

/// <summary>While an alert that matches the source fires, those that match the target and have the same values in the equal labels are held back.</summary>
internal sealed class InhibitOptions
{
    public IReadOnlyList<string> Source { get; init; } = [];

    public IReadOnlyList<string> Target { get; init; } = [];

    public IReadOnlyList<string> Equal { get; init; } = [];

    /// <summary>In place of <see cref="Equal"/>: all labels must be the same but these.</summary>
    public IReadOnlyList<string>? EqualBut { get; init; }
}
