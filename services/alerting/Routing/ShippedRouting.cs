namespace PerfMonitor.Alerting.Routing;

/// <summary>The tree in use where the configuration says nothing else. Times at the top are Alertmanager's.</summary>
internal static class ShippedRouting
{
    public static readonly TimeSpan GroupWait = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan GroupInterval = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan RepeatInterval = TimeSpan.FromHours(4);
    public static readonly IReadOnlyList<string> GroupBy = ["alertname"];

    public static readonly IReadOnlyList<RouteOptions> Routes =
    [
        // Somebody must act now: nothing waits for company, and a second instance in trouble is a group of its own,
        // so that it does not wait for the first one's interval either.
        new() { Match = ["severity=\"critical\""], GroupBy = ["alertname", "instance"], GroupWait = TimeSpan.Zero, GroupInterval = TimeSpan.FromMinutes(1) },

        // Long enough for the alerts of one evaluation to come together, short enough to be seen while one watches.
        new() { Match = ["severity=\"warning\""], GroupWait = TimeSpan.FromSeconds(5) },
    ];

    public static readonly IReadOnlyList<InhibitOptions> Inhibit =
    [
        new() { Source = ["severity=\"critical\""], Target = ["severity=~\"warning|info\""], EqualBut = ["severity"] },
    ];

    /// <summary>
    /// What has arrived needs no pre-warning. Both are of one series, so all else is the same. In force whatever else is configured: the label
    /// is PerfMonitor's own, so no other's configuration says anything about it.
    /// </summary>
    public static readonly InhibitOptions PreWarning = new() { Source = ["rule_state=\"\""], Target = ["rule_state=\"approaching\""], EqualBut = ["severity", "rule_state"] };
}
