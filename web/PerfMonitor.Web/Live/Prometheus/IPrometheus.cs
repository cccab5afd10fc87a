namespace PerfMonitor.Web.Live.Prometheus;

/// <summary>Asks for series in PromQL.</summary>
internal interface IPrometheus
{
    Task<PrometheusAnswer> QueryAsync(string query, DateTimeOffset at, TimeSpan timeout, CancellationToken cancellation);

    Task<PrometheusAnswer> QueryRangeAsync(
        string query, DateTimeOffset start, DateTimeOffset end, TimeSpan step, TimeSpan timeout, CancellationToken cancellation);
}
