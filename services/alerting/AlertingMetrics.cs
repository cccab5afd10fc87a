using System.Diagnostics;
using System.Diagnostics.Metrics;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting;

/// <summary>What this service tells about itself.</summary>
internal sealed class AlertingMetrics : IDisposable
{
    public const string Name = "PerfMonitor.Alerting";

    private static readonly double[] PathBuckets = [0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _events;
    private readonly Counter<long> _runs;
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _path;

    public AlertingMetrics()
    {
        _events = _meter.CreateCounter<long>("alerting.events", description: "Alert events from the bus, by kind and what became of them.");
        _runs = _meter.CreateCounter<long>("alerting.decisions", description: "Decisions of the pipeline, by channel and reason.");
        _attempts = _meter.CreateCounter<long>("alerting.delivery.attempts", description: "Attempts to deliver a notification, by channel and what came of them.");
        _path = _meter.CreateHistogram(
            "alerting.path.duration",
            unit: "s",
            description: "From a stage of an alert's way until its notification was delivered, by channel and the stage counted from.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = PathBuckets });
        foreach (var (kind, result) in new[] { ("fired", "accepted"), ("fired", "duplicate"), ("resolved", "accepted"), ("resolved", "duplicate"), ("resolved", "early") })
        {
            _events.Add(0, new TagList { { "kind", kind }, { "result", result } });
        }
    }

    public void Received(string kind, string result) => _events.Add(1, new TagList { { "kind", kind }, { "result", result } });

    public void Decided(Passage passage)
    {
        foreach (var decision in passage.Decisions)
        {
            var reason = decision.Verdict is Verdict.Notify notify ? notify.Reason.ToString() : "StaySilent";
            _runs.Add(1, new TagList { { "channel", decision.Channel }, { "reason", reason } });
        }
    }

    public void Attempted(Notification notification, Settlement settlement)
    {
        _attempts.Add(1, new TagList { { "channel", notification.Channel }, { "status", settlement.Status.ToString() } });
        if (settlement.Status != NotificationStatus.Delivered)
        {
            return;
        }

        var stamps = notification.Stamps;
        Measure("sample", stamps.SampleAt);
        Measure("changed", stamps.ChangedAt);
        Measure("received", stamps.ReceivedAt);
        Measure("queued", stamps.QueuedAt);

        void Measure(string from, DateTimeOffset? start)
        {
            if (start is { } at)
            {
                _path.Record((settlement.At - at).TotalSeconds, new TagList { { "channel", notification.Channel }, { "from", from } });
            }
        }
    }

    public void Dispose() => _meter.Dispose();
}
