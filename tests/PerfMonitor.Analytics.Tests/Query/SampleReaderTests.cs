using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Query;

public sealed class SampleReaderTests : IDisposable
{
    private static readonly LabelSet Series = LabelSet.Create("cpu", [new Label("instance", "web-1")]);

    private readonly Road _road = new();

    [Fact]
    public async Task Finds_a_sample_at_every_step_of_its_way_once()
    {
        var sample = new Sample(_road.NowMs, 1);

        await _road.AcceptAsync(Series, sample);
        Assert.Equal([sample], await _road.ReadAsync(Series));

        await _road.Flusher.FlushAsync(Token);
        Assert.Equal([sample], await _road.ReadAsync(Series));

        await _road.Commit.CommitAsync(Token);
        Assert.Equal([sample], await _road.ReadAsync(Series));

        _road.Windows.Written.Clear();
        Assert.Equal([sample], await _road.ReadAsync(Series));
    }

    [Fact]
    public async Task Brings_the_parts_together_in_order_of_time()
    {
        var now = _road.NowMs;
        await _road.AcceptAsync(Series, new Sample(now - 2_000, 1), new Sample(now, 3));
        await _road.Commit.CommitAsync(Token);
        await _road.AcceptAsync(Series, new Sample(now - 1_000, 2));

        Assert.Equal([new(now - 2_000, 1), new(now - 1_000, 2), new(now, 3)], await _road.ReadAsync(Series));
    }

    [Fact]
    public async Task Finds_the_newest_samples_wherever_they_are_without_reading_what_is_older()
    {
        var random = new Random(11);
        LabelSet[] series = [.. Enumerable.Range(0, 12).Select(i => LabelSet.Create("cpu", [new Label("instance", $"web-{i}")]))];
        for (var step = 0; step < 200; step++)
        {
            await _road.AcceptAsync(series[random.Next(series.Length)], new Sample(_road.NowMs - random.Next(290_000), step));
            await (random.Next(4) switch
            {
                0 => _road.Flusher.FlushAsync(Token),
                1 => _road.Commit.CommitAsync(Token),
                _ => Task.CompletedTask,
            });

            // What Redis lost is in the history, or still in memory.
            _road.Windows.Written.RemoveAll(_ => random.Next(20) == 0);
            var whole = await _road.Reader.ReadAsync(Selection(_road.NowMs - 299_999), new QueryRead(), Token);
            var newest = await _road.Reader.ReadAsync(Selection(_road.NowMs - 299_999) with { IsNewestEnough = true }, new QueryRead(), Token);

            Assert.Equal(whole.Select(Newest), newest.Select(Newest));
        }

        static (LabelSet, long, double) Newest(SeriesSamples one) => (one.Labels, one.TimestampsMs.Span[^1], one.Values.Span[^1]);
    }

    [Fact]
    public async Task Goes_on_without_live_windows_and_says_so()
    {
        await _road.AcceptAsync(Series, new Sample(_road.NowMs, 1));
        await _road.Commit.CommitAsync(Token);
        _road.Windows.IsAway = true;
        var read = new QueryRead();

        Assert.Single(await _road.ReadAsync(Series, read));
        Assert.Equal(["the live windows were not read, the newest second may be missing: away"], read.Remarks.Warnings);
    }

    [Fact]
    public async Task Answers_about_the_last_minutes_without_a_history_and_says_so()
    {
        await _road.AcceptAsync(Series, new Sample(_road.NowMs, 1));
        await _road.Flusher.FlushAsync(Token);
        _road.History.IsUnreadable = true;
        var read = new QueryRead();

        var found = await _road.Reader.ReadAsync(Selection(_road.NowMs - 300_000), read, Token);

        Assert.Single(found);
        Assert.Equal(["the history was not read, only the live windows: away"], read.Remarks.Warnings);
    }

    [Fact]
    public async Task Does_not_pass_a_part_for_the_whole_when_the_history_is_away()
    {
        await _road.AcceptAsync(Series, new Sample(_road.NowMs, 1));
        _road.History.IsUnreadable = true;

        await Assert.ThrowsAsync<HistoryUnavailableException>(() => _road.Reader.ReadAsync(Selection(_road.NowMs - 3_600_000), new QueryRead(), Token));
    }

    [Fact]
    public async Task Refuses_more_samples_and_series_than_a_query_may_read()
    {
        await _road.AcceptAsync(Series, new Sample(_road.NowMs, 1), new Sample(_road.NowMs - 1, 1));
        await _road.Commit.CommitAsync(Token);

        await Assert.ThrowsAsync<PromEvaluationException>(() => _road.Reader.ReadAsync(Selection(0) with { MaxSamples = 1 }, new QueryRead(), Token));
        await Assert.ThrowsAsync<PromEvaluationException>(() => _road.Reader.ReadAsync(Selection(0) with { MaxSeries = 0 }, new QueryRead(), Token));
    }

    [Fact]
    public async Task Leaves_out_series_without_samples_in_the_range()
    {
        await _road.AcceptAsync(Series, new Sample(_road.NowMs, 1));

        Assert.Empty(await _road.Reader.ReadAsync(new SeriesSelection(Selection(0).Matchers, _road.NowMs - 10_000, _road.NowMs - 5_000), new QueryRead(), Token));
    }

    public void Dispose() => _road.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SeriesSelection Selection(long fromMs) => new([LabelMatcher.Create(MatchKind.Equal, LabelSet.MetricName, "cpu")], fromMs, _road.NowMs);
}
