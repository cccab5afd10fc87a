using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Live;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>
/// The one way of samples into this service, for deliveries from the bus and for what rules record: catalogue, live window,
/// and the buffer of the next group commit.
/// </summary>
internal sealed class SampleIntake(
    SeriesCatalogue catalogue,
    HistoryBuffer history,
    LiveBuffer live,
    NewSeries newSeries,
    TouchedSeries touched,
    RetentionPolicy retention,
    IOptions<HistoryOptions> options,
    TimeProvider clock,
    AnalyticsMetrics metrics,
    ILogger<SampleIntake> logger)
{
    private readonly LogLimit _limit = new(clock);

    /// <summary>Takes a batch in once there is room for it; ends when every sample of it is durable.</summary>
    public async Task StoreAsync(DecodedBatch batch, CancellationToken cancellationToken)
    {
        var committed = await AcceptAsync(batch, cancellationToken);
        await committed.WaitAsync(cancellationToken);
    }

    /// <summary>Takes a batch in once there is room for it; queries see it from then on. The inner task ends when it is durable.</summary>
    public async Task<Task> AcceptAsync(DecodedBatch batch, CancellationToken cancellationToken)
    {
        var announced = Announce(batch);
        var samples = Admit(batch);
        var committed = await history.AddAsync(samples, announced, cancellationToken);
        live.Add(samples);

        // The buffer has them, so the rules of this instance need not wait for the next flush to the windows.
        touched.AddSeriesOf(samples);
        metrics.SamplesConsumed.Add(samples.Length);
        return committed;
    }

    private List<SeriesId> Announce(DecodedBatch batch)
    {
        var added = new List<SeriesId>();
        foreach (var definition in batch.Definitions)
        {
            var outcome = catalogue.Announce(definition, batch.PublishedAtMs, batch.PublishedAtMs);
            if (outcome == Announcement.Added)
            {
                newSeries.Add(definition);
            }

            if (outcome is Announcement.Added or Announcement.Known)
            {
                if (catalogue.Find(definition.Id) is { IsStored: false })
                {
                    added.Add(definition.Id);
                }
            }
            else
            {
                metrics.SeriesRefused(outcome);
                if (_limit.Allows(outcome))
                {
                    logger.SeriesRefused(definition.Id, new(definition.Labels), outcome);
                }
            }
        }

        return added;
    }

    private SeriesSample[] Admit(DecodedBatch batch)
    {
        var admission = SampleAdmission.At(clock.GetUtcNow(), options.Value, retention);
        var samples = new SeriesSample[batch.Samples.Count];
        var (admitted, refused, unknown) = (0, 0, 0);
        for (var i = 0; i < batch.Samples.Count; i++)
        {
            var sample = batch.Samples[i];
            var series = catalogue.Find(batch.SeriesIds[i]);
            var refusal = admission.Check(sample.TimestampMs, series?.Labels);
            if (refusal != SampleRefusal.None)
            {
                refused++;
                metrics.SampleRefused(refusal);
                continue;
            }

            // Stored all the same: the definition comes with another delivery, and the samples are found from then on.
            if (series is not null)
            {
                series.Saw(sample.TimestampMs);
            }
            else
            {
                unknown++;
            }

            samples[admitted++] = new SeriesSample(batch.SeriesIds[i], sample);
        }

        if (refused > 0 && _limit.Allows(SampleRefusal.OlderThanRetention))
        {
            logger.SamplesRefused(refused, batch.Samples.Count, options.Value.MaxLateness, options.Value.MaxFuture);
        }

        metrics.SamplesWithoutDefinition.Add(unknown);
        return admitted == samples.Length ? samples : samples[..admitted];
    }
}
