// Channel in Redis, used by this file alone:
//
//   live:series
//       Definitions of new series: a sample batch without samples, as docs/formats/batch.md draws it; at most SeriesPerMessage each.

using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.TimeSeries;
using StackExchange.Redis;

namespace PerfMonitor.Analytics.Live;

/// <summary>New series by Redis' publish and subscribe: every instance's catalogue has them before their first samples are in a window.</summary>
internal sealed class RedisSeriesChannel(
    IConnectionMultiplexer redis, SeriesCatalogue catalogue, IOptions<LiveOptions> options, TimeProvider clock, AnalyticsMetrics metrics, ILogger<RedisSeriesChannel> logger)
    : ISeriesChannel
{
    private const int SeriesPerMessage = 1_000;

    private static readonly RedisChannel Channel = new("live:series", RedisChannel.PatternMode.Literal);

    public async Task AnnounceAsync(IReadOnlyList<SeriesDefinition> series, CancellationToken cancellationToken)
    {
        if (!redis.IsConnected)
        {
            throw new LiveUnavailableException("Redis is not connected.", cause: null);
        }

        try
        {
            var messages = series.Chunk(SeriesPerMessage).Select(Encode).Select(message => redis.GetDatabase().PublishAsync(Channel, message));
            await Task.WhenAll(messages).WaitAsync(options.Value.Timeout, cancellationToken);
        }
        catch (Exception failure) when (RedisWindows.IsOutage(failure, cancellationToken))
        {
            throw new LiveUnavailableException($"Redis did not pass on {series.Count} new series: {failure.Message}", failure);
        }
    }

    /// <summary>Takes in what other instances tell, from now on.</summary>
    public Task SubscribeAsync() => redis.GetSubscriber().SubscribeAsync(Channel, (_, message) => Receive((byte[])message!));

    /// <summary>Takes in a message.</summary>
    internal void Receive(byte[] message)
    {
        DecodedBatch batch;
        try
        {
            batch = SampleBatchReader.Read(message);
        }
        catch (InvalidDataException broken)
        {
            metrics.LiveMessagesCorrupt.Add(1);
            logger.LiveMessageCorrupt(Channel.ToString(), message.Length, broken.Message);
            return;
        }

        foreach (var definition in batch.Definitions)
        {
            var outcome = catalogue.Announce(definition, batch.PublishedAtMs, batch.PublishedAtMs);
            if (outcome is not (Announcement.Added or Announcement.Known))
            {
                metrics.SeriesRefused(outcome);
            }
        }
    }

    private byte[] Encode(SeriesDefinition[] series)
    {
        var writer = new SampleBatchWriter();
        foreach (var (id, labels) in series)
        {
            writer.Define(id, labels);
        }

        return writer.ToArray(clock.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
