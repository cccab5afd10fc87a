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

    /// <summary>Takes a batch in once there is room for it; queries see it from then on. The inner task ends when it is durable.</summary>
    public Task<Task> AcceptAsync(DecodedBatch batch, CancellationToken cancellationToken) => AcceptAsync(batch, withoutRoom: null, cancellationToken);

    /// <summary>The same for a batch whose sender is told of the series that there is no room for.</summary>
    public async Task<Task> AcceptAsync(DecodedBatch batch, RefusedSeries? withoutRoom, CancellationToken cancellationToken)
    {
        var announced = Announce(batch, withoutRoom);
        var samples = Admit(batch, out var heard);
        var committed = await history.AddAsync(samples, announced, cancellationToken);
        live.Add(samples);

        // The buffer has them, so the rules of this instance need not wait for the next flush to the windows.
        touched.Add(heard);
        metrics.SamplesConsumed.Add(samples.Length);
        return committed;
    }

    private List<SeriesId> Announce(DecodedBatch batch, RefusedSeries? withoutRoom)
    {
        var added = new List<SeriesId>();
        foreach (var definition in batch.Definitions)
        {
            var endMs = catalogue.Find(definition.Id)?.EndMs;
            var outcome = catalogue.Announce(definition, batch.PublishedAtMs, batch.PublishedAtMs);
            if (outcome == Announcement.Added)
            {
                newSeries.Add(definition);
            }

            if (outcome is Announcement.Added or Announcement.Known)
            {
                var entry = catalogue.Find(definition.Id);
                if (entry?.EndMs > endMs)
                {
                    newSeries.Continue(definition.Id, batch.PublishedAtMs);
                }

                if (entry is { IsStored: false })
                {
                    added.Add(definition.Id);
                }
            }
            else
            {
                metrics.SeriesRefused(outcome);
                if (outcome == Announcement.CatalogueFull && catalogue.IsLoaded)
                {
                    withoutRoom?.Add(definition.Id);
                }

                if (_limit.Allows(outcome))
                {
                    logger.SeriesRefused(definition.Id, new(definition.Labels), outcome);
                }
            }
        }

        return added;
    }

    /// <summary>The samples that are stored, and the series among theirs that a rule may read.</summary>
    private SeriesSample[] Admit(DecodedBatch batch, out List<SeriesId> heard)
    {
        heard = [];
        var admission = SampleAdmission.At(clock.GetUtcNow(), options.Value, retention);
        var (ids, taken, samples) = (batch.SeriesIds, batch.Samples, new SeriesSample[batch.Samples.Length]);
        var (admitted, refused, unknown, rules) = (0, 0, 0, touched.Rules);
        var previous = default(CatalogueEntry);
        for (var i = 0; i < taken.Length; i++)
        {
            var sample = taken[i];
            var series = catalogue.Find(ids[i], ref previous);
            var refusal = admission.Check(sample.TimestampMs, series?.Labels);
            if (refusal != SampleRefusal.None)
            {
                refused++;
                metrics.SampleRefused(refusal);
                continue;
            }

            // Stored all the same: the definition comes with another delivery, and the samples are found from then on.
            if (series is null)
            {
                unknown++;
            }
            else if (series.Saw(sample.TimestampMs))
            {
                newSeries.Continue(ids[i], sample.TimestampMs);
            }

            if (series is null || series.UnreadBy != rules)
            {
                heard.Add(ids[i]);
            }

            samples[admitted++] = new SeriesSample(ids[i], sample);
        }

        if (refused > 0 && _limit.Allows(SampleRefusal.OlderThanRetention))
        {
            logger.SamplesRefused(refused, taken.Length, options.Value.MaxLateness, options.Value.MaxFuture);
        }

        metrics.SamplesWithoutDefinition.Add(unknown);
        return admitted == samples.Length ? samples : samples[..admitted];
    }
}
