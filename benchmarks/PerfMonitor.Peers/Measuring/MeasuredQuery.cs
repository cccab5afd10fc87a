using PerfMonitor.Peers.Workloads;

namespace PerfMonitor.Peers.Measuring;

/// <summary>A row of the table: what it is called and what is asked.</summary>
internal sealed record MeasuredQuery(string Name, string Path)
{
    /// <summary>The rows for a workload; times are those of its samples, so every peer answers the same.</summary>
    public static IReadOnlyList<MeasuredQuery> For(RecordedWorkload workload)
    {
        var (series, end) = (workload.Options.Series, workload.EndMs / 1_000);
        var hours = Math.Min(6, workload.Options.Hours);
        return
        [
            Instant("instant, 1 series", NodeMix.OneSeries),
            Range("range 1 h / 15 s, 1 series", NodeMix.OneSeries, 1, 15),
            Range($"range {hours} h / 60 s, sum by (job)(rate(x[5m])), {series / 10:N0} series", $"sum by (job) (rate({NodeMix.Requests}[5m]))", hours, 60),
            Instant($"topk(10, rate(x[5m])), {series / 10:N0} series", $"topk(10, rate({NodeMix.Requests}[5m]))"),
            Range($"histogram_quantile, range 1 h / 60 s, {series * 22 / 100:N0} buckets", $"histogram_quantile(0.99, sum by (le, job) (rate({NodeMix.Buckets}[5m])))", 1, 60),
            Instant($"quantile_over_time(0.9, x[1h]), {series * 12 / 100:N0} series", $"quantile_over_time(0.9, {NodeMix.Utilization}[1h])"),
            new("label values", "/api/v1/label/job/values"),
            new($"series, {series / 10:N0} matched", $"/api/v1/series?match[]={NodeMix.Requests}&start={end - 3_600}&end={end}"),
        ];

        MeasuredQuery Instant(string name, string query) => new(name, $"/api/v1/query?query={Uri.EscapeDataString(query)}&time={end}");

        MeasuredQuery Range(string name, string query, int length, int step) =>
            new(name, $"/api/v1/query_range?query={Uri.EscapeDataString(query)}&start={end - length * 3_600}&end={end}&step={step}");
    }
}
