namespace PerfMonitor.Analysis.Recommendations;

/// <summary>What to do first about an alert.</summary>
/// <param name="Advice">The first step.</param>
/// <param name="Source">Where it comes from: the alert's rule, or what it reads.</param>
public sealed record AlertResponse(string Advice, string Source)
{
    // By the beginning of the metrics' names; the first that fits counts.
    private static readonly (string Prefix, string Advice)[] ByMetric =
    [
        ("host_cpu", "Find the process that uses the processors (`top`, sorted by CPU) and whether its load is wanted; then spread the work or add cores."),
        ("host_load", "Compare load with CPU use: busy processors mean too much work, idle ones mean tasks that wait for a disk."),
        ("host_memory", "Find the process that holds most memory, and see in its chart whether it grows steadily (a leak) or in steps (work)."),
        ("host_swap", "Free memory first; what is swapped out answers a thousand times slower."),
        ("host_filesystem", "Make room (`du -xh --max-depth=2 / | sort -h | tail`), then enlarge the file system or shorten what is kept."),
        ("host_disk", "Find what writes most (`iotop`), and put it on a disk of its own or batch its writes."),
        ("host_network", "Compare the rates of both directions with the link's speed, and look for errors on the interface."),
        ("probe_ssl", "Renew the certificate."),
        ("probe_", "Open the target's page: the phases of a probe show whether name, connection, TLS, server or transfer is at fault. Then read the server's log of that minute."),
        ("loadtest_", "Compare the run with the target's own figures of the same minutes: where both slow down, the target is full; where only the run does, the generator is."),
        ("slo_", "Look at what the objective counts as bad in the last hour, by label; undo the newest deploy if it began then."),
        ("http_", "Sort the requests of the last minutes by route and status: one route means a fault in it, all routes mean what they share, usually the database or the machine."),
        ("db_", "Look at the slowest queries and at connections that are held while nothing is asked."),
        ("analytics_", "Look at the health of analytics, PostgreSQL and Redis on the Aspire dashboard; samples wait on the bus meanwhile and are not lost."),
        ("perfmonitor_", "Look at the service's log and health on the Aspire dashboard."),
    ];

    /// <summary>The alert's own recommendation where its rule has one; else what the metrics it reads suggest; null where neither says anything.</summary>
    public static AlertResponse? For(string? ownRecommendation, IEnumerable<string> metrics)
    {
        if (!string.IsNullOrWhiteSpace(ownRecommendation))
        {
            return new AlertResponse(ownRecommendation, "the alert's rule");
        }

        var known = metrics.ToList();
        foreach (var (prefix, advice) in ByMetric)
        {
            if (known.Find(metric => metric.StartsWith(prefix, StringComparison.Ordinal)) is { } metric)
            {
                return new AlertResponse(advice, $"it reads {metric}");
            }
        }

        return null;
    }
}
