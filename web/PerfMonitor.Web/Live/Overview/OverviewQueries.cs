namespace PerfMonitor.Web.Live.Overview;

/// <summary>
/// Where each number of the overview comes from, in PromQL. All are sent as one query, each marked with the label
/// <c>field</c>, so that a second of the overview costs one request.
/// </summary>
internal static class OverviewQueries
{
    public const string FieldLabel = "field";

    // What a host reports each second counts for 10 s: a collector that stopped must not look like a steady machine.
    private static readonly (string Field, string Query)[] Numbers =
    [
        ("throughput", "sum(rate(perfmonitor_samples_accepted_total[10s]))"),
        ("latency", "1000 * avg(avg_over_time(probe_duration_seconds[1m]))"),
        ("latency_p95", "1000 * quantile(0.95, quantile_over_time(0.95, probe_duration_seconds[1m]))"),
        ("memory", "sum(last_over_time(host_memory_used_bytes[10s])) / 1048576"),
        ("memory_total", "sum(last_over_time(host_memory_total_bytes[10s])) / 1048576"),
        ("cpu", "100 * avg(last_over_time(host_cpu_utilization_ratio[10s]))"),
        ("error_rate",
            """
            1 - avg(avg_over_time(probe_success[1m]))
            or (sum(rate(perfmonitor_requests_total{code=~"5.."}[1m])) or 0 * sum(rate(perfmonitor_requests_total[1m])))
            / sum(rate(perfmonitor_requests_total[1m]))
            """),
    ];

    private static readonly (string Field, string Query) Core = ("cpu_core", "100 * last_over_time(host_cpu_core_utilization_ratio[10s])");

    private static readonly (string Field, string Query)[] Targets =
    [
        ("target_up", "probe_success"),
        ("target_latency", "1000 * probe_duration_seconds"),
        ("target_status", "probe_http_status_code"),
    ];

    /// <summary>Everything that changes within seconds.</summary>
    public static string EachSecond { get; } = Combine([.. Numbers, Core, .. Targets]);

    /// <summary>The single numbers and the cores, for a whole minute at once.</summary>
    public static string History { get; } = Combine([.. Numbers, Core]);

    /// <summary>Reads a day of samples, and changes slowly: asked every <see cref="SlowInterval"/>.</summary>
    public const string Uptime = "avg(avg_over_time(probe_success[24h]))";

    public static readonly TimeSpan SlowInterval = TimeSpan.FromSeconds(30);

    private static string Combine((string Field, string Query)[] queries) =>
        string.Join("\nor ", queries.Select(query => $"""label_replace({query.Query}, "{FieldLabel}", "{query.Field}", "", "")"""));
}
