using System.Globalization;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Parsing;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>
/// Answers to remote write (prometheus.io/docs/specs/prw): 204 where all was written, else a status that tells whether to come again, and
/// one line of text, which senders log. 2.0 wants to know in headers what was written, whatever the status.
/// </summary>
internal static class RemoteWriteAnswer
{
    public static Task TakenAsync(HttpContext context, RemoteWriteVersion version, Intake intake)
    {
        SetWritten(context.Response, version, intake.Accepted);
        if (intake.Refused == 0)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        // Never retryable: what is refused once is refused again.
        return WriteAsync(context, StatusCodes.Status400BadRequest, $"{RefusalSummary.Of(intake, "samples", "timeseries")}; {intake.Accepted} samples are written");
    }

    public static Task FaultAsync(HttpContext context, RemoteWriteVersion version, ReceiverFault fault)
    {
        SetWritten(context.Response, version, 0);
        FaultHeaders.Set(context.Response, fault);
        return WriteAsync(context, fault.Status, $"{fault.Title}: {fault.Detail}");
    }

    private static void SetWritten(HttpResponse response, RemoteWriteVersion version, int samples)
    {
        if (version == RemoteWriteVersion.V1)
        {
            return;
        }

        foreach (var (kind, count) in (ReadOnlySpan<(string, int)>)[("Samples", samples), ("Histograms", 0), ("Exemplars", 0)])
        {
            response.Headers[$"X-Prometheus-Remote-Write-{kind}-Written"] = count.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string line)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync($"{line.ReplaceLineEndings(" ")}\n", context.RequestAborted);
    }
}
