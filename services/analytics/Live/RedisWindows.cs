// Keys in Redis, all written by this file alone:
//
//   live:<series id, 16 hex digits>:<minute since the Unix epoch>    string of 16-byte entries, see WindowEntries
//       One series, one minute. Grows by APPEND, at most LiveOptions.MaxSamplesPerMinute entries per writer.
//       Expires LiveOptions.Window + 2 minutes after its first entry, so the windows need no trimming.
//       The same entry may be there twice; readers remove duplicates.
//
//   live:touched    channel
//       One message per flush: 16 bytes that name the instance, then 8-byte series ids, little-endian, that have new samples. No id means "many".

using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;
using StackExchange.Redis;

namespace PerfMonitor.Analytics.Live;

/// <summary>The live windows in Redis.</summary>
internal sealed class RedisWindows(IConnectionMultiplexer redis, TouchedSeries touched, IOptions<LiveOptions> options, TimeProvider clock, AnalyticsMetrics metrics)
    : ILiveWindows
{
    private const long MinuteMs = 60_000;

    // Keys per MGET, which holds Redis up for about a millisecond.
    private const int KeysPerRead = 1_000;

    // Ids per message: beyond it "many" is said in fewer bytes.
    private const int MaxAnnounced = 10_000;

    private static readonly RedisChannel Touched = new("live:touched", RedisChannel.PatternMode.Literal);

    private const int NameBytes = 16;

    private readonly byte[] _name = Guid.NewGuid().ToByteArray();
    private readonly WindowFill _fill = new(options.Value.MaxSamplesPerMinute);

    public async Task WriteAsync(IReadOnlyList<SeriesSample> samples, CancellationToken cancellationToken)
    {
        if (!redis.IsConnected)
        {
            throw new LiveUnavailableException("Redis is not connected.", cause: null);
        }

        var appends = Group(samples);
        var ids = appends.Keys.Select(static key => key.Series).Distinct().ToList();
        touched.Add(ids);
        try
        {
            await AppendAsync(appends, ids).WaitAsync(options.Value.Timeout, cancellationToken);
        }
        catch (Exception failure) when (IsOutage(failure, cancellationToken))
        {
            // Redis may come back empty: every key needs its expiry again.
            _fill.Forget();
            throw new LiveUnavailableException($"Redis did not take {samples.Count} samples: {failure.Message}", failure);
        }

        _fill.ForgetBefore(MinuteOf(clock.GetUtcNow().ToUnixTimeMilliseconds() - (long)Lifetime.TotalMilliseconds));
    }

    public async Task ReadAsync(IReadOnlyDictionary<SeriesId, SampleColumns> target, long fromMs, long toMs, SampleBudget budget, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var first = MinuteOf(Math.Max(fromMs, now - (long)Lifetime.TotalMilliseconds));
        var last = MinuteOf(Math.Min(toMs, now + (long)LiveOptions.MaxAhead.TotalMilliseconds));
        if (first > last)
        {
            return;
        }

        var minutes = (int)(last - first + 1);
        foreach (var part in target.Keys.Chunk(Math.Max(1, KeysPerRead / minutes)))
        {
            var keys = part.SelectMany(series => Enumerable.Range(0, minutes).Select(offset => Key(series, first + offset))).ToArray();
            var values = await GetAsync(keys, cancellationToken);
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i].HasValue)
                {
                    budget.Spend(WindowEntries.Read((byte[])values[i]!, fromMs, toMs, target[part[i / minutes]]));
                }
            }
        }
    }

    /// <summary>Calls back with the series that any instance wrote to; null stands for "many".</summary>
    public Task SubscribeAsync(Action<IReadOnlyList<SeriesId>?> onTouched) =>
        redis.GetSubscriber().SubscribeAsync(Touched, (_, message) =>
        {
            // What this instance wrote its rules heard of when it came in.
            var touched = ((byte[])message!).AsSpan();
            if (!touched[..NameBytes].SequenceEqual(_name))
            {
                onTouched(Decode(touched[NameBytes..]));
            }
        });

    private TimeSpan Lifetime => options.Value.Window + TimeSpan.FromMinutes(2);

    private static long MinuteOf(long timestampMs) => ChunkCutter.FloorTo(timestampMs, MinuteMs) / MinuteMs;

    private static RedisKey Key(SeriesId series, long minute) => string.Create(CultureInfo.InvariantCulture, $"live:{series}:{minute}");

    private static Dictionary<(SeriesId Series, long Minute), List<Sample>> Group(IReadOnlyList<SeriesSample> samples)
    {
        var groups = new Dictionary<(SeriesId, long), List<Sample>>();
        foreach (var (series, sample) in samples)
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, (series, MinuteOf(sample.TimestampMs)), out _);
            (group ??= []).Add(sample);
        }

        return groups;
    }

    private async Task AppendAsync(Dictionary<(SeriesId Series, long Minute), List<Sample>> appends, List<SeriesId> ids)
    {
        var batch = redis.GetDatabase().CreateBatch();
        var lengths = new List<(RedisKey Key, int Written, Task<long> Length)>(appends.Count);
        var replies = new List<Task>();
        foreach (var (key, samples) in appends)
        {
            var room = Reserve(key.Series, key.Minute, samples.Count, out var isFirst);
            if (room == 0)
            {
                continue;
            }

            var (name, bytes) = (Key(key.Series, key.Minute), Encode(samples, room));
            var length = batch.StringAppendAsync(name, bytes);
            if (isFirst)
            {
                replies.Add(length);
                replies.Add(batch.KeyExpireAsync(name, Lifetime));
            }
            else
            {
                lengths.Add((name, bytes.Length, length));
            }
        }

        replies.Add(batch.PublishAsync(Touched, Encode(ids)));
        batch.Execute();
        await Task.WhenAll(replies);
        await ExpireRecreatedAsync(lengths);
    }

    /// <summary>A key that is as long as what was just added to it had been lost, and came back without its expiry.</summary>
    private async Task ExpireRecreatedAsync(List<(RedisKey Key, int Written, Task<long> Length)> lengths)
    {
        foreach (var (key, written, length) in lengths)
        {
            if (await length == written)
            {
                await redis.GetDatabase().KeyExpireAsync(key, Lifetime);
            }
        }
    }

    private int Reserve(SeriesId series, long minute, int samples, out bool isFirst)
    {
        var room = _fill.Reserve(series, minute, samples, out isFirst);
        if (room < samples)
        {
            metrics.LiveSamplesDropped(samples - room, LiveDrop.TooManyPerMinute);
        }

        return room;
    }

    private async Task<RedisValue[]> GetAsync(RedisKey[] keys, CancellationToken cancellationToken)
    {
        try
        {
            return await redis.GetDatabase().StringGetAsync(keys).WaitAsync(options.Value.Timeout, cancellationToken);
        }
        catch (Exception failure) when (IsOutage(failure, cancellationToken))
        {
            throw new LiveUnavailableException($"Redis did not answer: {failure.Message}", failure);
        }
    }

    // The client cancels what it had queued when a connection breaks.
    public static bool IsOutage(Exception failure, CancellationToken cancellationToken) =>
        failure is RedisException or TimeoutException or ObjectDisposedException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static byte[] Encode(List<Sample> samples, int count)
    {
        var bytes = new byte[count * WindowEntries.EntryBytes];
        for (var i = 0; i < count; i++)
        {
            WindowEntries.Write(bytes.AsSpan(i * WindowEntries.EntryBytes), samples[i]);
        }

        return bytes;
    }

    private byte[] Encode(List<SeriesId> ids)
    {
        if (ids.Count > MaxAnnounced)
        {
            return _name;
        }

        var bytes = new byte[NameBytes + ids.Count * sizeof(long)];
        _name.CopyTo(bytes, 0);
        for (var i = 0; i < ids.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(NameBytes + i * sizeof(long)), ids[i].ToInt64());
        }

        return bytes;
    }

    private static SeriesId[]? Decode(ReadOnlySpan<byte> message)
    {
        if (message.Length == 0)
        {
            return null;
        }

        var ids = new SeriesId[message.Length / sizeof(long)];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = SeriesId.FromInt64(BinaryPrimitives.ReadInt64LittleEndian(message[(i * sizeof(long))..]));
        }

        return ids;
    }
}
