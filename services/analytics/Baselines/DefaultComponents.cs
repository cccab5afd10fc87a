using PerfMonitor.Analysis.Baselines;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>What a baseline measures unless it is told otherwise. Averages and rates cover the time from one step of 10 s to the next.</summary>
internal static class DefaultComponents
{
    /// <summary>The system as a whole.</summary>
    public static IReadOnlyList<ComponentDefinition> System { get; } =
    [
        new() { Name = "throughput", Query = "sum(rate(perfmonitor_samples_accepted_total[10s]))", Unit = "ops/s", Better = Better.Higher, Role = ComponentRole.Throughput },
        new() { Name = "memory", Query = "sum(avg_over_time(host_memory_used_bytes[10s])) / 1048576", Unit = "MB", Role = ComponentRole.Memory },
        new() { Name = "cpu", Query = "100 * avg(avg_over_time(host_cpu_utilization_ratio[10s]))", Unit = "%", Role = ComponentRole.Cpu },
        new() { Name = "communication", Query = "1000 * histogram_quantile(0.5, sum by (le) (rate(analytics_bus_lag_seconds_bucket[30s])))", Unit = "ms", Role = ComponentRole.Communication },
        new() { Name = "latency", Query = "1000 * avg(avg_over_time(probe_duration_seconds[1m]))", Unit = "ms" },
        new() { Name = "load", Query = "avg(host_load1)" },
    ];

    /// <summary>A load-test run: what it achieved, and what that cost the system meanwhile.</summary>
    public static IReadOnlyList<ComponentDefinition> Run { get; } =
    [
        new() { Name = "throughput", Query = """sum(loadtest_requests_per_second{run="$run"})""", Unit = "requests/s", Better = Better.Higher, Role = ComponentRole.Throughput },
        .. System.Where(static component => component.Role is ComponentRole.Memory or ComponentRole.Cpu or ComponentRole.Communication),
        new() { Name = "response_p50", Query = """1000 * max(loadtest_response_p50_seconds{run="$run"})""", Unit = "ms" },
        new() { Name = "response_p95", Query = """1000 * max(loadtest_response_p95_seconds{run="$run"})""", Unit = "ms" },
        new() { Name = "response_p99", Query = """1000 * max(loadtest_response_p99_seconds{run="$run"})""", Unit = "ms" },
        new() { Name = "response_mean", Query = """1000 * max(loadtest_response_mean_seconds{run="$run"})""", Unit = "ms" },
        new() { Name = "success_rate", Query = """min(loadtest_success_rate_percent{run="$run"})""", Unit = "%", Better = Better.Higher },
    ];
}
