using PerfMonitor.Analysis.Baselines;
using PerfMonitor.Analysis.Trends;
using PerfMonitor.Analytics.Trends;

namespace PerfMonitor.Analytics.Explain;

/// <summary>Figures of every installation that should not slowly get worse, over a week of hours. One that cannot be asked is left out.</summary>
internal sealed class LongTrends(TrendReading reading)
{
    private const long WeekMs = 7 * 24 * HourMs;
    private const long HourMs = 3_600_000;

    private static readonly (string Name, string Query)[] Figures =
    [
        ("CPU use", "host_cpu_utilization_ratio"),
        ("memory use", "host_memory_utilization_ratio"),
        ("response time", "probe_duration_seconds"),
        ("share of failed probes", "1 - avg_over_time(probe_success[1h])"),
    ];

    public async Task<IReadOnlyList<(string Name, Degradation Heading)>> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var trends = new List<(string, Degradation)>();
        foreach (var (name, query) in Figures)
        {
            var headings = await reading.ReadAsync(new TrendRequest(query, WeekMs, HourMs, Better.Lower), now, cancellationToken);
            trends.AddRange(headings.Series.Select(series => ($"{name} of {Named(series)}", series.Heading)));
        }

        return trends;
    }

    private static string Named(SeriesHeading series) => series.Labels["target"] ?? series.Labels["instance"] ?? series.Labels.ToString();
}
