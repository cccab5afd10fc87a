using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Live;
using PerfMonitor.Testing.Servers;
using PerfMonitor.TimeSeries;
using StackExchange.Redis;

namespace PerfMonitor.Analytics.Tests.Live;

public sealed class RedisWindowsTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(7);

    private readonly Road _road = new();

    [Fact]
    public async Task Gives_back_what_many_series_wrote_flush_by_flush()
    {
        using var server = PrivateRedis.TryStart();
        using var redis = await ConnectAsync(server);
        var windows = Windows(redis);
        var written = Enumerable.Range(0, 2_500).Select(series => new SeriesSample(new SeriesId((ulong)series), new Sample(_road.NowMs - 61_000, series))).ToList();
        var later = written.ConvertAll(one => one with { Sample = new Sample(_road.NowMs, 1) });

        await windows.WriteAsync(written, Token);
        await windows.WriteAsync(later, Token);

        Assert.Equal(
            written.Concat(later).GroupBy(one => one.Series, one => one.Sample).Select(series => (series.Key, (IEnumerable<Sample>)[.. series])),
            (await ReadAsync(windows, written.Select(one => one.Series))).Select(series => (series.Key, (IEnumerable<Sample>)series.Value.ToList())));
    }

    [Fact]
    public async Task Lets_every_key_expire_also_one_that_was_lost_and_came_back()
    {
        using var server = PrivateRedis.TryStart();
        using var redis = await ConnectAsync(server);
        var (windows, database) = (Windows(redis), redis.GetDatabase());
        List<SeriesSample> samples = [new(new SeriesId(1), new Sample(_road.NowMs, 1))];

        await windows.WriteAsync(samples, Token);
        var key = Assert.Single(redis.GetServer(server!.ConnectionString).Keys());
        Assert.InRange((await database.KeyTimeToLiveAsync(key))!.Value, Lifetime / 2, Lifetime);
        await database.KeyDeleteAsync(key);
        await windows.WriteAsync(samples, Token);

        Assert.InRange((await database.KeyTimeToLiveAsync(key))!.Value, Lifetime / 2, Lifetime);
        Assert.Equal(WindowEntries.EntryBytes, await database.StringLengthAsync(key));
    }

    [Fact]
    public async Task Leaves_out_what_a_minute_has_no_room_for()
    {
        using var server = PrivateRedis.TryStart();
        using var redis = await ConnectAsync(server);
        var windows = Windows(redis, new LiveOptions { MaxSamplesPerMinute = 2 });
        var minute = _road.NowMs / 60_000 * 60_000;
        var samples = Enumerable.Range(0, 3).Select(at => new SeriesSample(new SeriesId(1), new Sample(minute - 60_000 + at, at))).ToList();

        await windows.WriteAsync(samples, Token);
        await windows.WriteAsync(samples, Token);

        Assert.Equal(samples[..2].Select(one => one.Sample), (await ReadAsync(windows, [new SeriesId(1)])).Values.Single().ToList());
    }

    public void Dispose() => _road.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<ConnectionMultiplexer> ConnectAsync(PrivateRedis? server)
    {
        Assert.SkipWhen(server is null, PrivateRedis.Missing);
        return await ConnectionMultiplexer.ConnectAsync(server!.ConnectionString);
    }

    private RedisWindows Windows(ConnectionMultiplexer redis, LiveOptions? options = null) =>
        new(redis, Options.Create(options ?? new LiveOptions()), _road.Clock, _road.Metrics);

    private async Task<Dictionary<SeriesId, SampleColumns>> ReadAsync(RedisWindows windows, IEnumerable<SeriesId> series)
    {
        var found = series.ToDictionary(id => id, _ => new SampleColumns());
        await windows.ReadAsync(found, 0, _road.NowMs, new SampleBudget(1_000_000), Token);
        return found;
    }
}
