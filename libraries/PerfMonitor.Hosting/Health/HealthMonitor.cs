using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PerfMonitor.Hosting.Health;

/// <summary>Asks all probes of a resource, often while it comes up or is ill and seldom while it is well.</summary>
internal sealed class HealthMonitor(IResource resource, TimeProvider time)
{
    private static readonly TimeSpan ComingUp = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Ill = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Well = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(5);

    // After this long without success a resource is no longer just coming up.
    private static readonly TimeSpan ComingUpLimit = TimeSpan.FromSeconds(30);

    private readonly ProbeAnnotation[] _probes = [.. resource.Annotations.OfType<ProbeAnnotation>()];

    /// <summary>The reports before anything was asked.</summary>
    public static ImmutableArray<HealthReportSnapshot> Unknown(IResource resource) =>
        [.. resource.Annotations.OfType<ProbeAnnotation>().Select(probe => new HealthReportSnapshot(probe.Key, null, null, null))];

    public static bool IsHealthy(HealthReportSnapshot report) => report.Status == HealthStatus.Healthy;

    /// <summary>The pause until the next round.</summary>
    public static TimeSpan Pause(bool healthy, bool wasHealthyOnce, TimeSpan running) =>
        healthy ? Well : wasHealthyOnce || running > ComingUpLimit ? Ill : ComingUp;

    public async Task RunAsync(Action<ImmutableArray<HealthReportSnapshot>, CancellationToken> report, CancellationToken stop)
    {
        if (_probes.Length == 0)
        {
            return;
        }

        var start = time.GetTimestamp();
        var wasHealthyOnce = false;
        try
        {
            while (true)
            {
                ImmutableArray<HealthReportSnapshot> reports = [.. await Task.WhenAll(_probes.Select(probe => AskAsync(probe, stop))).ConfigureAwait(false)];
                var healthy = reports.All(IsHealthy);
                wasHealthyOnce |= healthy;
                report(reports, stop);
                await Task.Delay(Pause(healthy, wasHealthyOnce, time.GetElapsedTime(start)), time, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The resource no longer runs.
        }
    }

    private async Task<HealthReportSnapshot> AskAsync(ProbeAnnotation probe, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(ProbeLimit);
        ProbeResult result;
        try
        {
            result = await probe.Probe.CheckAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            result = ProbeResult.Unhealthy($"There was no answer within {ProbeLimit.TotalSeconds:0} s.");
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            result = ProbeResult.Unhealthy(e.Message);
        }

        return new HealthReportSnapshot(probe.Key, result.IsHealthy ? HealthStatus.Healthy : HealthStatus.Unhealthy, result.Description, null)
        {
            LastRunAt = time.GetUtcNow().UtcDateTime,
        };
    }
}
