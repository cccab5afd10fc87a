using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Live;
using PerfMonitor.Testing.Servers;
using PerfMonitor.TimeSeries;
using StackExchange.Redis;

namespace PerfMonitor.Analytics.Tests.Live;

public sealed class RedisSeriesChannelTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Road _here = new();
    private readonly Road _there = new();

    [Fact]
    public async Task Brings_a_new_series_and_its_first_sample_to_another_instance_before_any_commit()
    {
        using var server = PrivateRedis.TryStart();
        Assert.SkipWhen(server is null, PrivateRedis.Missing);
        using var redis = await ConnectionMultiplexer.ConnectAsync(server!.ConnectionString);
        var (touched, learnt) = await ListenAsync(redis);
        using var flusher = Flusher(redis);
        var series = LabelSet.Create("brand_new", [new Label("instance", "web-1")]);

        await _here.AcceptAsync(series, new Sample(_here.NowMs, 42));
        await flusher.FlushAsync(TestContext.Current.CancellationToken);

        // In either order; rules ask after each, so that they find both.
        await touched.Signal.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await learnt.Signal.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(series, _there.Catalogue.Find(series.Id)?.Labels);
        Assert.Equal([series.Id], touched.Take().Series);
        Assert.Equal([series.Id], learnt.Take().Series);
        var samples = new SampleColumns();
        await Windows(redis, _there).ReadAsync(
            new Dictionary<SeriesId, SampleColumns> { [series.Id] = samples }, 0, _there.NowMs, new SampleBudget(10), TestContext.Current.CancellationToken);
        Assert.Equal(1, samples.Count);
    }

    [Fact]
    public async Task Tells_of_a_series_once()
    {
        var series = LabelSet.Create("brand_new");

        await _here.AcceptAsync(series, new Sample(_here.NowMs, 1));
        await _here.Flusher.FlushAsync(TestContext.Current.CancellationToken);
        await _here.AcceptAsync(series, new Sample(_here.NowMs + 1, 1));
        await _here.Flusher.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal([series], _here.Windows.Announced.Select(definition => definition.Labels));
    }

    [Fact]
    public async Task Brings_the_next_hour_of_a_known_series_to_another_instance_before_any_commit()
    {
        using var server = PrivateRedis.TryStart();
        Assert.SkipWhen(server is null, PrivateRedis.Missing);
        using var redis = await ConnectionMultiplexer.ConnectAsync(server!.ConnectionString);
        var (touched, learnt) = await ListenAsync(redis);
        using var flusher = Flusher(redis);
        var series = LabelSet.Create("comes_back");
        await _here.AcceptAsync(series, new Sample(_here.NowMs, 1));
        await _there.AcceptAsync(series, new Sample(_there.NowMs, 1));
        await flusher.FlushAsync(TestContext.Current.CancellationToken);
        touched.Take();
        _here.Clock.Advance(TimeSpan.FromHours(2));

        await SampleAloneAsync(_here, series);
        await flusher.FlushAsync(TestContext.Current.CancellationToken);

        await learnt.Signal.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal([series.Id], learnt.Take().Series);
        Assert.InRange(_there.Catalogue.Find(series.Id)!.EndMs, _here.NowMs, _here.NowMs + ChunkCutter.HourMs);
    }

    [Fact]
    public async Task Tells_once_an_hour_that_a_series_goes_on_whether_it_is_defined_anew_or_not()
    {
        var series = LabelSet.Create("goes_on");
        await _here.AcceptAsync(series, new Sample(_here.NowMs, 1));
        await SampleAloneAsync(_here, series);
        Assert.Empty((await FlushedAsync()).Continued);

        _here.Clock.Advance(TimeSpan.FromHours(1));
        await SampleAloneAsync(_here, series);
        await SampleAloneAsync(_here, series);
        Assert.Equal([series.Id], (await FlushedAsync()).Continued);

        _here.Clock.Advance(TimeSpan.FromHours(1));
        await _here.AcceptAsync(series, new Sample(_here.NowMs, 1));
        Assert.Equal([series.Id, series.Id], (await FlushedAsync()).Continued);

        async Task<FakeWindows> FlushedAsync()
        {
            await _here.Flusher.FlushAsync(TestContext.Current.CancellationToken);
            return _here.Windows;
        }
    }

    private static Task<Task> SampleAloneAsync(Road road, LabelSet series) =>
        road.Intake.AcceptAsync(new DecodedBatch(road.NowMs, [], [series.Id], [new Sample(road.NowMs, 2)]), TestContext.Current.CancellationToken);

    [Fact]
    public void Leaves_a_message_alone_that_cannot_be_read()
    {
        using var redis = ConnectionMultiplexer.Connect("127.0.0.1:1,abortConnect=false,connectTimeout=50");

        Channel(redis, _there).Receive([1, 2, 3]);
        Channel(redis, _there).ReceiveContinued([1, 2, 3]);

        Assert.Equal(0, _there.Catalogue.Count);
    }

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    private async Task<(TouchedSeries Touched, TouchedSeries Learnt)> ListenAsync(ConnectionMultiplexer redis)
    {
        var (touched, learnt) = (new TouchedSeries(), new TouchedSeries());
        await Channel(redis, _there).SubscribeAsync(learnt.Add);
        await Windows(redis, _there).SubscribeAsync(touched.Add);
        return (touched, learnt);
    }

    private LiveFlusher Flusher(ConnectionMultiplexer redis) => new(
        _here.Live, _here.NewSeries, Channel(redis, _here), Windows(redis, _here), new TouchedSeries(), Options.Create(new LiveOptions()), _here.Clock, _here.Metrics, NullLogger<LiveFlusher>.Instance);

    private static RedisSeriesChannel Channel(ConnectionMultiplexer redis, Road road) =>
        new(redis, road.Catalogue, Options.Create(new LiveOptions()), road.Clock, road.Metrics, NullLogger<RedisSeriesChannel>.Instance);

    private static RedisWindows Windows(ConnectionMultiplexer redis, Road road) =>
        new(redis, Options.Create(new LiveOptions()), road.Clock, road.Metrics);
}
