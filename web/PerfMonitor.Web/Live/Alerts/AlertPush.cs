using System.Text.Json;
using PerfMonitor.Contracts;
using PerfMonitor.Web.Live.Clients;

namespace PerfMonitor.Web.Live.Alerts;

/// <summary>Shows a change of an alert to every page at once.</summary>
internal sealed class AlertPush(AlertBoard board, LiveHub hub, TimeProvider time)
{
    public void Push(AlertChanged change)
    {
        if (!board.Apply(change, time.GetUtcNow()))
            return;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { type = "alert", data = LiveAlert.Of(change), timestamp = change.ChangedAt }, LiveJson.Options);
        hub.Offer(client => client.Alerts, new Frame("alerts", $"alert {change.Fingerprint}", body));
    }

    /// <summary>A report can be downloaded: said to everybody, since lists of reports are open to all roles.</summary>
    public void Push(ReportReady report)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { type = "report", data = report, timestamp = report.FinishedAt }, LiveJson.Options);
        hub.Offer(_ => true, new Frame("reports", $"report {report.ReportId}", body));
    }
}
