using System.Diagnostics;
using OpenTelemetry;

namespace PerfMonitor.ServiceDefaults;

/// <summary>
/// Keeps traces readable: health probes, and database or HTTP calls that no request or message caused (pollers), are not exported.
/// </summary>
internal sealed class BackgroundNoise : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (IsHealthProbe(data) || IsPolling(data))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private static bool IsHealthProbe(Activity activity) =>
        activity.Kind == ActivityKind.Server && activity.GetTagItem("url.path") is string path && path.StartsWith("/health/", StringComparison.Ordinal);

    private static bool IsPolling(Activity activity) =>
        activity.ParentId is null && activity.Source.Name is "Npgsql" or "System.Net.Http";
}
