// Keys in Redis, all written by this file alone:
//
//   live:<series id, 16 hex digits>:<minute since the Unix epoch>    string of 16-byte entries, see WindowEntries
//       One series, one minute. Grows by APPEND, at most LiveOptions.MaxSamplesPerMinute entries per writer.
//       Expires LiveOptions.Window + 2 minutes after its first entry, so the windows need no trimming. The script that appends sets
//       that too, so that a key never lives without, whatever was lost in between.
//       The same entry may be there twice; readers remove duplicates.
//
//   live:touched    channel
//       One message per flush: 16 bytes that name the instance, then 8-byte series ids, little-endian, that have new samples. No id means "many".

using System.Runtime.InteropServices;
using System.Text.Unicode;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;
using StackExchange.Redis;

namespace PerfMonitor.Analytics.Live;

/// <summary>The live windows in Redis.</summary>
internal sealed class RedisWindows(IConnectionMultiplexer redis, IOptions<LiveOptions> options, TimeProvider clock, AnalyticsMetrics metrics) : ILiveWindows
{
    private const long MinuteMs = 60_000;

    // Keys per MGET and per script, which holds Redis up for about a millisecond.
    private const int KeysPerCall = 1_000;

    // One call for many keys: a reply to each would cost both sides more than the appending. The last argument is the lifetime in milliseconds.
    private const string AppendScript = """
        for i = 1, #KEYS do
          if redis.call('APPEND', KEYS[i], ARGV[i]) == #ARGV[i] then redis.call('PEXPIRE', KEYS[i], ARGV[#ARGV]) end
        end
        """;

    // Ids per message: beyond it "many" is said in fewer bytes.
    private const int MaxAnnounced = 10_000;

    private static readonly RedisChannel Touched = new("live:touched", RedisChannel.PatternMode.Literal);

    private const int NameBytes = 16;

    private readonly byte[] _name = Guid.NewGuid().ToByteArray();
    private readonly WindowFill _fill = new(options.Value.MaxSamplesPerMinute);

    // Of one flush; one runs at a time.
    private readonly SamplesBySeries<(SeriesId Series, long Minute)> _keys = new();

    public async Task WriteAsync(IReadOnlyList<SeriesSample> samples, CancellationToken cancellationToken)
    {
        if (!redis.IsConnected)
        {
            throw new LiveUnavailableException("Redis is not connected.", cause: null);
        }

        try
        {
            await AppendAsync(samples).WaitAsync(options.Value.Timeout, cancellationToken);
        }
        catch (Exception failure) when (IsOutage(failure, cancellationToken))
        {
            // What is written again counts again, and Redis may come back empty.
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
        foreach (var part in target.Keys.Chunk(Math.Max(1, KeysPerCall / minutes)))
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
                onTouched(touched.Length == NameBytes ? null : SeriesIdList.Read(touched[NameBytes..]));
            }
        });

    private TimeSpan Lifetime => options.Value.Window + TimeSpan.FromMinutes(2);

    private static long MinuteOf(long timestampMs) => ChunkCutter.FloorTo(timestampMs, MinuteMs) / MinuteMs;

    private static RedisKey Key(SeriesId series, long minute)
    {
        Span<byte> name = stackalloc byte[48];
        Utf8.TryWrite(name, $"live:{series.Value:x16}:{minute}", out var length);
        return name[..length].ToArray();
    }

    private async Task AppendAsync(IReadOnlyList<SeriesSample> samples)
    {
        _keys.Clear();
        foreach (var (series, sample) in samples)
        {
            _keys.Add((series, MinuteOf(sample.TimestampMs)), sample);
        }

        // One script after the other: what rules and queries read meanwhile waits for one at most, and not for a whole flush.
        var database = redis.GetDatabase();
        foreach (var part in _keys.Lists.Chunk(KeysPerCall))
        {
            await AppendAsync(database, part);
        }

        await database.PublishAsync(Touched, Encode(_keys.Lists.Keys));
    }

    private Task AppendAsync(IDatabase database, KeyValuePair<(SeriesId Series, long Minute), List<Sample>>[] part)
    {
        var (names, values) = (new RedisKey[part.Length], new RedisValue[part.Length + 1]);
        var keys = 0;
        foreach (var ((series, minute), samples) in part)
        {
            var room = Reserve(series, minute, samples.Count);
            if (room > 0)
            {
                (names[keys], values[keys]) = (Key(series, minute), Encode(CollectionsMarshal.AsSpan(samples)[..room]));
                keys++;
            }
        }

        values[keys] = (long)Lifetime.TotalMilliseconds;
        return keys == 0 ? Task.CompletedTask : database.ScriptEvaluateAsync(AppendScript, names[..keys], values[..(keys + 1)]);
    }

    private int Reserve(SeriesId series, long minute, int samples)
    {
        var room = _fill.Reserve(series, minute, samples);
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

    private static byte[] Encode(ReadOnlySpan<Sample> samples)
    {
        var bytes = new byte[samples.Length * WindowEntries.EntryBytes];
        for (var i = 0; i < samples.Length; i++)
        {
            WindowEntries.Write(bytes.AsSpan(i * WindowEntries.EntryBytes), samples[i]);
        }

        return bytes;
    }

    private byte[] Encode(Dictionary<(SeriesId Series, long Minute), List<Sample>>.KeyCollection keys)
    {
        if (keys.Count > MaxAnnounced)
        {
            return _name;
        }

        var bytes = new byte[NameBytes + keys.Count * SeriesIdList.IdBytes];
        _name.CopyTo(bytes, 0);
        SeriesIdList.Write(bytes.AsSpan(NameBytes), keys.Select(static key => key.Series));
        return bytes;
    }
}
