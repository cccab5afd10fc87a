using System.Diagnostics;
using System.Diagnostics.Metrics;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Latency;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting;

/// <summary>What this service tells about itself.</summary>
internal sealed class AlertingMetrics : IDisposable
{
    public const string Name = "PerfMonitor.Alerting";

    // Close around the goals for critical alerts, 0.1 s and 0.2 s.
    private static readonly double[] PathBuckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _events;
    private readonly Counter<long> _runs;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _missingCharts;
    private readonly Histogram<double> _path;
    private long _configuredAtMs;
    private volatile bool _reloadFailed;

    public AlertingMetrics()
    {
        _events = _meter.CreateCounter<long>("alerting.events", description: "Alert events from the bus, by kind and what became of them.");
        _runs = _meter.CreateCounter<long>("alerting.decisions", description: "Decisions of the pipeline, by channel and reason.");
        _attempts = _meter.CreateCounter<long>("alerting.delivery.attempts", description: "Attempts to deliver a notification, by channel and what came of them.");
        _missingCharts = _meter.CreateCounter<long>("alerting.mail.charts.missing", description: "Charts that a mail went without, because analytics did not answer in time.");
        _missingCharts.Add(0);
        _path = _meter.CreateHistogram(
            "perfmonitor.alert.path",
            unit: "s",
            description: "How long a stage of the way from a sample to a channel took, by stage, channel and level.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = PathBuckets });
        _meter.CreateObservableGauge("alerting.config.last.reload.successful", () => _reloadFailed ? 0 : 1, description: "1 where the configuration was taken when it was last read, 0 where it was refused.");
        _meter.CreateObservableGauge("alerting.config.last.reload.success.timestamp", () => Interlocked.Read(ref _configuredAtMs) / 1000.0, unit: "s", description: "When the configuration was last read and taken.");
        foreach (var (kind, result) in new[] { ("fired", "accepted"), ("fired", "duplicate"), ("resolved", "accepted"), ("resolved", "duplicate"), ("resolved", "early") })
        {
            _events.Add(0, new TagList { { "kind", kind }, { "result", result } });
        }
    }

    /// <summary>The configuration in use was read then.</summary>
    public void Configured(DateTimeOffset at)
    {
        Interlocked.Exchange(ref _configuredAtMs, at.ToUnixTimeMilliseconds());
        _reloadFailed = false;
    }

    public void ReloadFailed() => _reloadFailed = true;

    public void Received(string kind, string result) => _events.Add(1, new TagList { { "kind", kind }, { "result", result } });

    public void ChartMissing() => _missingCharts.Add(1);

    public void Decided(Passage passage)
    {
        foreach (var decision in passage.Decisions)
        {
            var reason = decision.Verdict is Verdict.Notify notify ? notify.Reason.ToString() : "StaySilent";
            _runs.Add(1, new TagList { { "channel", decision.Channel }, { "reason", reason } });
        }
    }

    public void Attempted(Claim claim, Settlement settlement)
    {
        _attempts.Add(1, new TagList { { "channel", claim.Notification.Channel }, { "status", settlement.Status.ToString() } });
        if (settlement.Status != NotificationStatus.Delivered)
        {
            return;
        }

        foreach (var notification in claim.Parts.Count == 0 ? [claim.Notification] : claim.Parts.Select(part => part.Notification))
        {
            foreach (var stage in PathStages.Of(notification.Stamps, settlement.At))
            {
                _path.Record(stage.Took.TotalSeconds, new TagList { { "stage", stage.Name }, { "channel", notification.Channel }, { "level", AlertRow.Word(notification.Severity) } });
            }
        }
    }

    public void Dispose() => _meter.Dispose();
}
