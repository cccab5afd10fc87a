using MassTransit;
using Microsoft.Extensions.Options;
using PerfMonitor.Analysis.Detection;
using PerfMonitor.Contracts;

namespace PerfMonitor.Analytics.Anomalies;

/// <summary>Publishes what is new and probable enough, and marks it when the broker has confirmed it: at least once, the oldest first.</summary>
internal sealed class AnomalyAnnouncing(AnomalyStore store, IAnomalyFeed feed, IOptions<DetectionOptions> options, TimeProvider clock, ILogger<AnomalyAnnouncing> logger)
{
    // Older news is history: whoever looks finds it there.
    private static readonly TimeSpan Worthwhile = TimeSpan.FromDays(1);

    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        while (await store.NextToAnnounceAsync(options.Value.ConfidenceThreshold, clock.GetUtcNow() - Worthwhile, cancellationToken) is { } anomaly)
        {
            try
            {
                await feed.PublishAsync(Of(anomaly), cancellationToken);
            }
            catch (Exception failure) when (failure is MassTransitException or TimeoutException or IOException)
            {
                logger.AnomalyNotAnnounced(failure.Message);
                return;
            }

            await store.AnnouncedAsync(anomaly, cancellationToken);
        }
    }

    private static AnomalyDetected Of(StoredAnomaly anomaly) => new()
    {
        Watch = anomaly.Watch,
        Labels = anomaly.Labels,
        At = DateTimeOffset.FromUnixTimeMilliseconds(anomaly.Verdict.TimestampMs),
        Value = anomaly.Verdict.Value,
        Expected = anomaly.Verdict.Expected,
        Lower = Finite(anomaly.Verdict.Lower),
        Upper = Finite(anomaly.Verdict.Upper),
        Probability = anomaly.Verdict.Probability,
        Severity = anomaly.Verdict.Level switch
        {
            AnomalyLevel.Critical => Severity.Critical,
            AnomalyLevel.Warning => Severity.Warning,
            _ => Severity.Info,
        },
        Reason = anomaly.Verdict.Reason,
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
