using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Live;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Live;

public sealed class LiveFlusherTests : IDisposable
{
    private static readonly SeriesId Series = new(1);

    private readonly Road _road = new(live: new LiveOptions { MaxPendingSamples = 1_000 });

    [Fact]
    public async Task Makes_up_for_an_outage_with_what_is_still_young_enough()
    {
        _road.Windows.IsAway = true;
        _road.Live.Add([Sample(_road.NowMs)]);
        await _road.Flusher.FlushAsync(Token);
        Assert.NotNull(_road.Flusher.AwaySince);

        _road.Clock.Advance(TimeSpan.FromMinutes(4));
        _road.Live.Add([Sample(_road.NowMs)]);
        await _road.Flusher.FlushAsync(Token);
        _road.Clock.Advance(TimeSpan.FromMinutes(2));
        _road.Windows.IsAway = false;
        await _road.Flusher.FlushAsync(Token);

        Assert.Equal([Sample(_road.NowMs - 120_000)], _road.Windows.Written);
        Assert.Null(_road.Flusher.AwaySince);
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(20, 30)]
    [InlineData(80, 0)]
    public async Task What_comes_during_a_write_waits_no_longer_than_the_interval(int tookMs, int waitsMs)
    {
        _road.Windows.Writing = () => _road.Clock.Advance(TimeSpan.FromMilliseconds(tookMs));
        _road.Live.Add([Sample(_road.NowMs)]);

        Assert.Equal(TimeSpan.FromMilliseconds(waitsMs), await _road.Flusher.FlushAsync(Token));
    }

    [Fact]
    public void A_sample_is_in_a_window_within_50_ms_and_a_window_holds_100_samples_a_second() =>
        Assert.Equal((50, 6_000), (new LiveOptions().FlushInterval.TotalMilliseconds, new LiveOptions().MaxSamplesPerMinute));

    [Fact]
    public async Task Drops_the_oldest_when_an_outage_lasts_too_long_for_its_bound()
    {
        _road.Windows.IsAway = true;
        for (var i = 0; i < 15; i++)
        {
            _road.Live.Add([.. Enumerable.Range(0, 100).Select(sample => Sample(_road.NowMs + (i * 100) + sample))]);
            await _road.Flusher.FlushAsync(Token);
        }

        _road.Windows.IsAway = false;
        await _road.Flusher.FlushAsync(Token);

        Assert.Equal(Enumerable.Range(500, 1_000).Select(sample => Sample(_road.NowMs + sample)), _road.Windows.Written);
    }

    [Fact]
    public async Task Leaves_samples_out_that_belong_in_no_window()
    {
        _road.Live.Add([Sample(_road.NowMs - 301_000), Sample(_road.NowMs + 61_000), Sample(_road.NowMs)]);

        await _road.Flusher.FlushAsync(Token);

        Assert.Equal([Sample(_road.NowMs)], _road.Windows.Written);
    }

    [Fact]
    public async Task Wakes_the_rules_when_redis_cannot()
    {
        _road.Windows.IsAway = true;
        _road.Live.Add([Sample(_road.NowMs)]);

        await _road.Flusher.FlushAsync(Token);

        Assert.True(_road.Touched.Signal.IsCompleted);
        Assert.True(_road.Touched.Take().Any);
    }

    [Fact]
    public async Task Is_woken_by_samples_and_by_new_series_each_time_they_come()
    {
        await _road.Flusher.StartAsync(Token);

        _road.Live.Add([Sample(_road.NowMs)]);
        await UntilAsync(() => _road.Windows.Written.Count == 1);
        _road.NewSeries.Add(new SeriesDefinition(Series, LabelSet.Create("cpu", [])));
        await UntilAsync(() => _road.Windows.Announced.Count == 1);
        _road.Live.Add([Sample(_road.NowMs)]);
        await UntilAsync(() => _road.Windows.Written.Count == 2);

        await _road.Flusher.StopAsync(Token);
    }

    [Fact]
    public async Task Is_woken_again_by_what_it_put_back_and_by_what_one_flush_left()
    {
        using var road = new Road();
        road.Windows.IsAway = true;
        await road.Flusher.StartAsync(Token);
        road.Live.Add([Sample(road.NowMs)]);
        await UntilAsync(() => road.Flusher.AwaySince is not null, road);

        road.Windows.IsAway = false;
        await UntilAsync(() => road.Windows.Written.Count == 1, road);

        road.Live.Add([.. Enumerable.Repeat(Sample(road.NowMs), 150_000)]);
        road.Live.Add([Sample(road.NowMs)]);
        await UntilAsync(() => road.Windows.Written.Count == 150_002, road);

        await road.Flusher.StopAsync(Token);
    }

    public void Dispose() => _road.Dispose();

    private Task UntilAsync(Func<bool> isSo) => UntilAsync(isSo, _road);

    private static async Task UntilAsync(Func<bool> isSo, Road road)
    {
        for (var flushes = 0; flushes < 2_000 && !isSo(); flushes++)
        {
            road.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, Token);
        }

        Assert.True(isSo());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SeriesSample Sample(long atMs) => new(Series, new Sample(atMs, 1));
}
