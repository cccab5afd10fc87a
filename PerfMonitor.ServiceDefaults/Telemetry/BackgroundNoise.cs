using System.Diagnostics;
using OpenTelemetry;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Keeps traces readable: database or HTTP calls that no request or message caused (pollers) are not exported.</summary>
internal sealed class BackgroundNoise : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.ParentId is null && data.Source.Name is ("Npgsql" or "System.Net.Http"))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
