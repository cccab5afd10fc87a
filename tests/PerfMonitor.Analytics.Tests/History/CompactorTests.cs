using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class CompactorTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;

    private static readonly LabelSet Series = LabelSet.Create("cpu", [new Label("instance", "web-1")]);

    [Fact]
    public async Task Merges_minutes_hours_and_blocks_and_loses_and_doubles_nothing()
    {
        using var history = database.Empty();
        var end = history.NowMs;
        var samples = Enumerable.Range(0, 8 * 240).Select(i => new Sample(end - 1 - (i * 15_000L), i)).Reverse().ToList();
        foreach (var part in samples.Chunk(3))
        {
            await history.CommitAsync(Series, part);
        }

        // A redelivery.
        await history.CommitAsync(Series, samples[100..110]);
        await history.CompactAsync();

        Assert.Equal(samples, (await history.ReadAsync(Series, 0, end)).OrderBy(sample => sample.TimestampMs).Distinct());
        history.Clock.Advance(TimeSpan.FromMinutes(11));
        await history.CompactAsync();

        Assert.Equal(samples, (await history.ReadAsync(Series, 0, end)).OrderBy(sample => sample.TimestampMs));
        Assert.Equal([480, 1_440], await history.QueryAsync<int>("SELECT sample_count FROM history.chunks ORDER BY start_ms"));
        Assert.Empty(await history.QueryAsync<short>("SELECT level FROM history.recent"));
        Assert.Equal(2, (await history.QueryAsync<long>("SELECT start_ms FROM history.rollups_1h")).Count);
        Assert.Empty(await history.QueryAsync<long>("SELECT start_ms FROM history.rollups_1m"));
    }

    [Fact]
    public async Task Settles_late_samples_into_their_block_and_rolls_it_up_anew()
    {
        using var history = database.Empty();
        var old = history.NowMs - (100 * HourMs);
        await history.CommitAsync(Series, [new(old, 1), new(old + MinuteMs, 2)]);
        await history.CompactAsync();

        await history.CommitAsync(Series, [new(old + 1_000, 40)]);
        history.Clock.Advance(TimeSpan.FromMinutes(5));
        await history.CompactAsync();

        Assert.Equal([new(old, 1), new(old + 1_000, 40), new(old + MinuteMs, 2)], await history.ReadAsync(Series, old - HourMs, old + HourMs));
        Assert.Equal([3], await history.QueryAsync<int>("SELECT sample_count FROM history.chunks"));
        var buckets = new List<RollupBucket>();
        RollupCodec.TryDecode(Assert.Single(await history.QueryAsync<byte[]>("SELECT data FROM history.rollups_1h")), buckets);
        Assert.Equal(43, buckets.Sum(bucket => bucket.Sum));
    }

    [Fact]
    public async Task Leaves_what_comes_late_for_a_block_that_is_over_to_its_settling()
    {
        using var history = database.Empty();
        var late = history.NowMs - HourMs;
        history.Clock.Advance(TimeSpan.FromMinutes(12));
        await history.CompactAsync();
        await history.CommitAsync(Series, [new(late, 1)]);
        await history.CommitAsync(Series, [new(late + 1, 2)]);
        history.Clock.Advance(TimeSpan.FromMinutes(4));
        await history.CompactAsync();

        Assert.Equal([(short)0, (short)0], await history.QueryAsync<short>("SELECT level FROM history.recent"));
        history.Clock.Advance(TimeSpan.FromMinutes(1));
        await history.CompactAsync();

        Assert.Empty(await history.QueryAsync<short>("SELECT level FROM history.recent"));
        Assert.Equal([2], await history.QueryAsync<int>("SELECT sample_count FROM history.chunks"));
    }

    [Fact]
    public async Task Merges_the_hours_and_blocks_of_more_series_than_one_step_takes()
    {
        using var history = database.Empty();
        var hour = history.NowMs;
        history.Clock.Advance(TimeSpan.FromMinutes(70));
        foreach (var half in new[] { 0, 1 })
        {
            foreach (var i in Enumerable.Range(0, 450)) await history.CommitAsync(LabelSet.Create("cpu", [new Label("core", $"{i}")]), [new(hour + half, i)]);
        }

        await history.CompactAsync();
        Assert.Equal(Enumerable.Repeat((short)2, 450), await history.QueryAsync<short>("SELECT level FROM history.recent"));

        history.Clock.Advance(TimeSpan.FromHours(6));
        await history.CompactAsync();
        Assert.Empty(await history.QueryAsync<short>("SELECT level FROM history.recent"));
        Assert.Equal([900L], await history.QueryAsync<long>("SELECT sum(sample_count) FROM history.chunks"));
    }

    [Fact]
    public async Task Merges_the_minute_of_each_series_whole_however_many_there_are()
    {
        using var history = database.Empty();
        var (minute, series) = (history.NowMs, Enumerable.Range(0, 410).Select(i => new SeriesId((ulong)i + 1)).ToList());
        var chunks = new List<ChunkRow>();
        foreach (var second in Enumerable.Range(0, 60))
        {
            foreach (var one in series) ChunkCutter.Cut(one, [new Sample(minute + second * 1_000, second)], ChunkCutter.HourMs, chunks);
        }

        await history.Store.CommitAsync(new HistoryCommit(chunks, []), TestContext.Current.CancellationToken);
        history.Clock.Advance(TimeSpan.FromSeconds(90));
        await history.CompactAsync();

        Assert.Equal(Enumerable.Repeat((short)1, 410), await history.QueryAsync<short>("SELECT level FROM history.recent"));
        Assert.Equal([60], await history.QueryAsync<int>("SELECT DISTINCT sample_count FROM history.recent"));
    }

    [Fact]
    public async Task Leaves_a_damaged_chunk_out_of_answers_and_sets_it_aside()
    {
        using var history = database.Empty();
        var old = history.NowMs - (100 * HourMs);
        await history.CommitAsync(Series, [new(old, 1)]);
        await history.CommitAsync(Series, [new(old + 1, 2)]);
        await history.ExecuteAsync($"UPDATE history.recent SET data = set_byte(data, 5, get_byte(data, 5) # 1) WHERE start_ms = {old}");

        Assert.Equal([new(old + 1, 2)], await history.ReadAsync(Series, old, old + 1));
        await history.CompactAsync();

        Assert.Equal([new(old + 1, 2)], await history.ReadAsync(Series, old, old + 1));
        Assert.Equal(
            ["a damaged chunk was left out: cpu{instance=\"web-1\"} from 2026-01-01T08:00:00.000Z, ChecksumMismatch"],
            (await history.RangeAsync("cpu", old, old + MinuteMs, TimeSpan.FromMinutes(1))).Remarks.Warnings);
        Assert.Equal([(short)-1], await history.QueryAsync<short>("SELECT level FROM history.recent"));
    }
}
