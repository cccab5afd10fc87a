using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PerfMonitor.ServiceDefaults;

/// <summary>
/// How the process was when its own checks were made last, as the series <c>perfmonitor_ready</c>: 1 where <c>/health/ready</c>
/// answers that it can work, degraded or not, 0 where it cannot. Nothing before the first check; a process that is gone sends none.
/// </summary>
internal sealed class ReadinessGauge : IHealthCheckPublisher, IDisposable
{
    public const string MeterName = "PerfMonitor.Readiness";

    // -1 before the first check.
    private volatile int _ready = -1;

    public ReadinessGauge() => Meter.CreateObservableGauge(
        "perfmonitor.ready",
        () => _ready >= 0 ? [new Measurement<int>(_ready)] : Array.Empty<Measurement<int>>(),
        description: "Whether the process can work, by its own checks.");

    internal Meter Meter { get; } = new(MeterName);

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        _ready = report.Status == HealthStatus.Unhealthy ? 0 : 1;
        return Task.CompletedTask;
    }

    public void Dispose() => Meter.Dispose();
}
