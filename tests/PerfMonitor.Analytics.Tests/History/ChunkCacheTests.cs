using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class ChunkCacheTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;

    private static readonly LabelSet Series = LabelSet.Create("cpu", [new Label("instance", "web-1")]);

    [Fact]
    public async Task A_settled_chunk_is_decoded_once_and_read_in_parts()
    {
        using var history = database.Empty();
        var old = history.NowMs - (100 * HourMs);
        var samples = Enumerable.Range(0, 40).Select(i => new Sample(old + (i * MinuteMs), i)).ToList();
        await history.CommitAsync(Series, samples);
        await history.CompactAsync();

        Assert.Equal(samples, await history.ReadAsync(Series, old, old + HourMs));
        Assert.Equal((40 * 16) + 200, history.Cache.Bytes);
        Assert.True(history.Cache.HoldsMostOf([Series.Id]));
        Assert.Equal(samples, await history.ReadAsync(Series, old - HourMs, old + HourMs));
        Assert.Equal(samples[3..6], await history.ReadAsync(Series, old + (3 * MinuteMs), old + (5 * MinuteMs)));
        Assert.Empty(await history.ReadAsync(Series, old + (50 * MinuteMs), old + HourMs));
    }

    [Fact]
    public async Task A_chunk_of_which_little_is_read_is_held_when_it_is_asked_for_again()
    {
        using var history = database.Empty();
        var old = history.NowMs - (100 * HourMs);
        var samples = Enumerable.Range(0, 40).Select(i => new Sample(old + (i * MinuteMs), i)).ToList();
        await history.CommitAsync(Series, samples);
        await history.CompactAsync();

        foreach (var isHeld in (bool[])[false, true, true])
        {
            Assert.Equal(samples[3..6], await history.ReadAsync(Series, old + (3 * MinuteMs), old + (5 * MinuteMs)));
            Assert.Equal(isHeld, history.Cache.Bytes > 0);
        }
    }

    [Fact]
    public async Task A_chunk_that_was_written_anew_is_not_taken_for_the_one_that_is_held()
    {
        using var history = database.Empty();
        var old = history.NowMs - (100 * HourMs);
        await history.CommitAsync(Series, [new(old, 1), new(old + MinuteMs, 2)]);
        await history.CompactAsync();
        await history.ReadAsync(Series, old, old + HourMs);

        await history.CommitAsync(Series, [new(old + 1_000, 40)]);
        Assert.Equal([new(old, 1), new(old + 1_000, 40), new(old + MinuteMs, 2)], await history.ReadAsync(Series, old, old + HourMs));
        history.Clock.Advance(TimeSpan.FromMinutes(5));
        await history.CompactAsync();

        Assert.Equal([new(old, 1), new(old + 1_000, 40), new(old + MinuteMs, 2)], await history.ReadAsync(Series, old, old + HourMs));
    }

    [Fact]
    public async Task Series_that_are_not_held_are_read_beside_those_that_are()
    {
        using var history = database.Empty();
        var old = history.NowMs - (100 * HourMs);
        var all = Enumerable.Range(0, 5).Select(i => LabelSet.Create("cpu", [new Label("core", $"{i}")])).ToList();
        foreach (var series in all)
        {
            await history.CommitAsync(series, [new(old, 1), new(old + MinuteMs, 2)]);
        }

        await history.CompactAsync();
        foreach (var series in all[..4])
        {
            await history.ReadAsync(series, old, old + HourMs);
        }

        Assert.True(history.Cache.HoldsMostOf([.. all.Select(static series => series.Id)]));
        var (result, _) = await history.RangeAsync("sum(cpu) + count(cpu)", old + MinuteMs, old + MinuteMs, TimeSpan.FromMinutes(1));

        Assert.Equal(15, ((PerfMonitor.PromQL.MatrixValue)result.Value).Series.Single().Samples.Single().Value);
    }

    [Fact]
    public async Task What_is_held_of_a_series_that_is_not_held_whole_is_read_once()
    {
        using var history = database.Empty();
        var old = history.NowMs - (100 * HourMs);
        List<Sample> samples = [new(old, 1), new(old + MinuteMs, 2), new(old + (7 * HourMs), 3), new(old + (7 * HourMs) + MinuteMs, 4)];
        await history.CommitAsync(Series, samples);
        await history.CompactAsync();
        await history.ReadAsync(Series, old, old + HourMs);

        Assert.Equal(samples, await history.ReadAsync(Series, old, old + (8 * HourMs), maxSamples: samples.Count));
    }

    // The half of the cache that one query may take holds 32,768 samples: a block of these series, and not two.
    [Theory]
    [InlineData(5 * MinuteMs, true)]
    [InlineData(3 * HourMs, false)]
    public async Task A_block_that_is_only_touched_does_not_keep_the_other_from_being_held(long beyond, bool isHeld)
    {
        using var history = database.Empty(new HistoryOptions { ChunkCacheMegabytes = 1 });
        var block = ChunkCutter.BlockOf(history.NowMs - (100 * HourMs));
        var samples = Enumerable.Range(0, 576).Select(i => new Sample(block + (i * 75_000), i)).ToList();
        for (var i = 0; i < 100; i++)
        {
            await history.CommitAsync(LabelSet.Create("cpu", [new Label("core", $"{i}")]), samples);
        }

        await history.CompactAsync();

        await history.RangeAsync("sum(count_over_time(cpu[5m]))", block + (10 * MinuteMs), block + ChunkCutter.BlockMs + beyond, TimeSpan.FromMinutes(10));

        Assert.Equal(isHeld ? 100 * ((288 * 16) + 200) : 0, history.Cache.Bytes);
    }

    [Fact]
    public void What_was_not_asked_for_the_longest_goes_first()
    {
        var cache = new ChunkCache(Options.Create(new HistoryOptions { ChunkCacheMegabytes = 1 }));
        var keys = Enumerable.Range(0, 4).Select(i => new ChunkKey(new SeriesId((ulong)i), 0, 7)).ToList();
        foreach (var key in keys[..3])
        {
            cache.Add(key, new DecodedChunk(new long[20_000], new double[20_000]));
        }

        Assert.NotNull(cache.Find(keys[0]));
        cache.Add(keys[3], new DecodedChunk(new long[20_000], new double[20_000]));

        Assert.Equal([true, false, true, true], keys.Select(key => cache.Find(key) is not null));
        Assert.Null(cache.Find(keys[0] with { Writer = 8 }));
        Assert.Equal(3 * ((20_000 * 16) + 200), cache.Bytes);
        Assert.Equal((true, false), (cache.HasRoomFor(32_768), cache.HasRoomFor(32_769)));
    }
}
