// Channels in Redis, used by this file alone:
//
//   live:series
//       Definitions of new series: a sample batch without samples, as docs/formats/batch.md draws it; at most SeriesPerMessage each.
//
//   live:continued
//       Known series that go on in an hour that they did not reach before: the newest moment of a sample among them, in milliseconds since the Unix
//       epoch, then their ids; 8 bytes each, little-endian, at most IdsPerMessage ids.

using System.Buffers.Binary;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.TimeSeries;
using StackExchange.Redis;

namespace PerfMonitor.Analytics.Live;

/// <summary>
/// New series, and how far known ones go, by Redis' publish and subscribe: every instance's catalogue has them before their samples are in a window.
/// </summary>
internal sealed class RedisSeriesChannel(
    IConnectionMultiplexer redis, SeriesCatalogue catalogue, IOptions<LiveOptions> options, TimeProvider clock, AnalyticsMetrics metrics, ILogger<RedisSeriesChannel> logger)
    : ISeriesChannel
{
    private const int SeriesPerMessage = 1_000;

    private const int IdsPerMessage = 10_000;

    private static readonly RedisChannel Channel = new("live:series", RedisChannel.PatternMode.Literal);
    private static readonly RedisChannel ContinuedChannel = new("live:continued", RedisChannel.PatternMode.Literal);

    public async Task AnnounceAsync(SeriesNews news, CancellationToken cancellationToken)
    {
        if (!redis.IsConnected)
        {
            throw new LiveUnavailableException("Redis is not connected.", cause: null);
        }

        try
        {
            var database = redis.GetDatabase();
            var added = news.Added.Chunk(SeriesPerMessage).Select(Encode).Select(message => database.PublishAsync(Channel, message));
            var continued = news.Continued.Chunk(IdsPerMessage).Select(ids => Encode(ids, news.UntilMs)).Select(message => database.PublishAsync(ContinuedChannel, message));
            await Task.WhenAll(added.Concat(continued)).WaitAsync(options.Value.Timeout, cancellationToken);
        }
        catch (Exception failure) when (RedisWindows.IsOutage(failure, cancellationToken))
        {
            throw new LiveUnavailableException($"Redis did not pass on news of {news.Added.Count + news.Continued.Count} series: {failure.Message}", failure);
        }
    }

    /// <summary>
    /// Takes in what other instances tell, from now on. The client handles messages of different channels side by side: that a series has new samples may
    /// be heard of before the series is, so <paramref name="onLearnt"/> hears of it once it is known.
    /// </summary>
    public async Task SubscribeAsync(Action<IReadOnlyList<SeriesId>> onLearnt)
    {
        var subscriber = redis.GetSubscriber();
        await subscriber.SubscribeAsync(Channel, (_, message) => onLearnt(Receive((byte[])message!)));
        await subscriber.SubscribeAsync(ContinuedChannel, (_, message) => onLearnt(ReceiveContinued((byte[])message!)));
    }

    /// <summary>Takes in a message; returns the series that it made known.</summary>
    internal IReadOnlyList<SeriesId> Receive(byte[] message)
    {
        DecodedBatch batch;
        try
        {
            batch = SampleBatchReader.Read(message);
        }
        catch (InvalidDataException broken)
        {
            Corrupt(Channel, message, broken.Message);
            return [];
        }

        var learnt = new List<SeriesId>();
        foreach (var definition in batch.Definitions)
        {
            var outcome = catalogue.Learn(definition, batch.PublishedAtMs, batch.PublishedAtMs);
            if (outcome == Announcement.Added)
            {
                learnt.Add(definition.Id);
            }
            else if (outcome != Announcement.Known)
            {
                metrics.SeriesRefused(outcome);
            }
        }

        return learnt;
    }

    /// <summary>Takes in a message of known series; returns those of which a later hour is known by it.</summary>
    internal IReadOnlyList<SeriesId> ReceiveContinued(ReadOnlySpan<byte> message)
    {
        if (message.Length < 2 * sizeof(long) || message.Length % sizeof(long) != 0)
        {
            Corrupt(ContinuedChannel, message, "it is no moment with ids behind it");
            return [];
        }

        var learnt = new List<SeriesId>();
        var untilMs = BinaryPrimitives.ReadInt64LittleEndian(message);
        foreach (var id in SeriesIdList.Read(message[sizeof(long)..]))
        {
            if (catalogue.Find(id)?.Saw(untilMs) == true)
            {
                learnt.Add(id);
            }
        }

        return learnt;
    }

    private void Corrupt(RedisChannel channel, ReadOnlySpan<byte> message, string reason)
    {
        metrics.LiveMessagesCorrupt.Add(1);
        logger.LiveMessageCorrupt(channel.ToString(), message.Length, reason);
    }

    private static byte[] Encode(SeriesId[] ids, long untilMs)
    {
        var message = new byte[sizeof(long) + ids.Length * SeriesIdList.IdBytes];
        BinaryPrimitives.WriteInt64LittleEndian(message, untilMs);
        SeriesIdList.Write(message.AsSpan(sizeof(long)), ids);
        return message;
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
