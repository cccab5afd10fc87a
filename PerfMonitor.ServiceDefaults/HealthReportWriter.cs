using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Writes a health report so that a person sees at once which part is ill and why.</summary>
internal static class HealthReportWriter
{
    /// <summary>The key of a check's data under which it says something that a person wants to know at the start; the AppHost's banner shows it.</summary>
    private const string Remark = "remark";

    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        // A probe every few seconds from every watcher would bury the traces of real work.
        if (context.Features.Get<IHttpActivityFeature>() is { Activity: { } probe })
        {
            probe.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }

        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter.AsStream(leaveOpen: true));
        json.WriteStartObject();
        json.WriteString("status", report.Status.ToString());
        json.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
        {
            json.WriteStartObject(name);
            json.WriteString("status", entry.Status.ToString());
            if ((entry.Description ?? entry.Exception?.Message) is { } detail)
            {
                json.WriteString("detail", detail);
            }

            if (entry.Data.GetValueOrDefault(Remark) is string remark)
            {
                json.WriteString(Remark, remark);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
