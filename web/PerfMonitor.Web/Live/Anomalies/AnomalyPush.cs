using System.Text.Json;
using PerfMonitor.Contracts;
using PerfMonitor.Web.Live.Clients;

namespace PerfMonitor.Web.Live.Anomalies;

/// <summary>Shows an anomaly to the pages that asked for anomalies. The bus may bring one twice: watch, labels and time tell that it is the same.</summary>
internal sealed class AnomalyPush(LiveHub hub)
{
    public void Push(AnomalyDetected anomaly)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { type = "anomaly", data = LiveAnomaly.Of(anomaly), timestamp = anomaly.At }, LiveJson.Options);
        hub.Offer(static client => client.Anomalies, new Frame("anomalies", Slot(anomaly), body));
    }

    // One slot a series: to a client that lags, the newest of each is worth most.
    private static string Slot(AnomalyDetected anomaly) =>
        $"anomaly {anomaly.Watch} {string.Join(',', anomaly.Labels.OrderBy(static label => label.Key, StringComparer.Ordinal))}";
}
