using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Descriptions;

/// <summary>Sends what is told of metrics on the road of our own samples.</summary>
internal sealed class DescriptionSender(
    MetricDescriptions descriptions, SeriesCatalogue catalogue, OwnSamples own, IngestionMetrics metrics, TimeProvider clock, ILogger<DescriptionSender> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Sends what is due.</summary>
    public void Send()
    {
        var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var set = new List<AdmittedSample>();
        foreach (var info in descriptions.TakeDue(nowMs))
        {
            // A text that changes all the time makes a series each time, so the limits on senders hold for what they tell too.
            if (catalogue.Admit(info.ToLabels(), nowMs, out var refusal) is { } series)
            {
                set.Add(new AdmittedSample(series, new Sample(nowMs, 1)));
            }
            else
            {
                metrics.Refused(refusal.Reason, 1);
            }
        }

        own.Offer([.. set]);
        if (descriptions.TakeLeft() is > 0 and var left)
        {
            logger.DescriptionsLeft(left, MetricDescriptions.MaximumMetrics, MetricDescriptions.MaximumNameLength);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Send();
        }
    }
}
