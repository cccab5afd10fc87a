using Microsoft.Extensions.Options;
using PerfMonitor.Analysis.Scores;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.Contracts;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Scores;

/// <summary>Measures what the scores are computed from.</summary>
internal sealed class SystemMeasuring(FieldQuery query, RequestMeasuring requests, IStoredAlerts alerts, IOptions<ScoreOptions> options)
{
    private const string Requests = "perfmonitor_requests_total";
    private const string ServerRequests = "http_server_request_duration_seconds_count";

    private static readonly PromQuery Figures = FieldQuery.Combine(
    [
        ("errors", $"({ErrorShare(Requests, "code")} or {ErrorShare(ServerRequests, "http_response_status_code")})"),
        ("availability", "avg(avg_over_time(probe_success[5m]))"),
        ("cpu", "max(avg_over_time(host_cpu_utilization_ratio[1m]))"),
        ("memory", "max(host_memory_utilization_ratio)"),
        ("disk", "max(host_filesystem_utilization_ratio)"),
    ]);

    public async Task<SystemReading> MeasureAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var figures = await query.AskAsync(Figures, at, cancellationToken);
        return new SystemReading
        {
            Requests = await requests.MeasureAsync(at, options.Value.ApdexThreshold, cancellationToken),
            ErrorRatio = Figure("errors"),
            AvailabilityRatio = Figure("availability"),
            CpuRatio = Figure("cpu"),
            MemoryRatio = Figure("memory"),
            DiskRatio = Figure("disk"),
            Alerts = Count((await alerts.LoadAsync(cancellationToken)).Select(static one => one.Alert)),
        };

        double? Figure(string name) => figures.TryGetValue(name, out var value) ? value : null;
    }

    /// <summary>The alerts that fire, by severity.</summary>
    public static AlertCounts Count(IEnumerable<AlertInstance> alerts)
    {
        var severities = alerts
            .Where(static alert => alert.State == AlertState.Firing)
            .CountBy(static alert => AlertEvents.SeverityOf(alert.Labels))
            .ToDictionary();
        return new AlertCounts(severities.GetValueOrDefault(Severity.Critical), severities.GetValueOrDefault(Severity.Warning), severities.GetValueOrDefault(Severity.Info));
    }

    // Without a failed request there is no series of them: that is none, not unknown.
    private static string ErrorShare(string metric, string label) =>
        $"(sum(rate({metric}{{{label}=~\"5..\"}}[5m])) or 0 * sum(rate({metric}[5m]))) / sum(rate({metric}[5m]))";
}
