using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class GroupCommitTests : IDisposable
{
    private static readonly LabelSet Series = LabelSet.Create("cpu");

    private readonly Road _road = new();

    [Fact]
    public async Task Tries_a_failed_commit_again_and_acknowledges_nothing_until_it_succeeds()
    {
        _road.History.CommitFailures = 2;
        var committed = await _road.AcceptAsync(Series, new Sample(_road.NowMs, 1));

        var commit = _road.Commit.CommitAsync(Token);
        Assert.NotNull(_road.Commit.FailingSince);
        Assert.Single(await _road.ReadAsync(Series));
        _road.Clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.False(committed.IsCompleted);
        _road.Clock.Advance(TimeSpan.FromMilliseconds(200));

        Assert.True(await commit);
        await committed;
        Assert.Null(_road.Commit.FailingSince);
        Assert.Single(_road.History.Commits);
    }

    [Fact]
    public async Task Writes_a_series_once_and_again_when_an_hour_has_passed()
    {
        for (var minute = 0; minute < 120; minute += 20)
        {
            await _road.AcceptAsync(Series, new Sample(_road.NowMs, 1));
            await _road.Commit.CommitAsync(Token);
            _road.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Equal([1, 0, 0, 1, 0, 0], _road.History.Commits.Select(commit => commit.Series.Count));
    }

    [Fact]
    public async Task Takes_a_series_out_of_the_catalogue_whose_id_is_known_under_other_labels()
    {
        _road.History.Refuses.Add(Series.Id);
        await _road.AcceptAsync(Series, new Sample(_road.NowMs, 1));

        await _road.Commit.CommitAsync(Token);

        Assert.Null(_road.Catalogue.Find(Series.Id));
    }

    [Fact]
    public async Task Rests_between_slices_where_nobody_waits_for_the_commit_and_no_longer_than_until_somebody_does()
    {
        var hurried = await CommitAsync(TimeSpan.Zero);
        Assert.True(hurried.Rest().IsCompleted);

        // Four slices within 20 ms: 5 ms each, though 10 would be the longest.
        var easy = await CommitAsync(TimeSpan.FromMilliseconds(20));
        var rest = easy.Rest();
        _road.Clock.Advance(TimeSpan.FromMilliseconds(4));
        Assert.False(rest.IsCompleted);
        _road.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await rest;

        var last = easy.Rest();
        Assert.False(last.IsCompleted);
        await _road.AcceptAsync(Series, [.. Enumerable.Range(0, new HistoryOptions().CommitSamples).Select(i => new Sample(_road.NowMs - i, i))]);
        await last;

        async Task<HistoryCommit> CommitAsync(TimeSpan within)
        {
            for (var i = 0; i < 4 * HistoryCommit.ChunksPerSlice; i++) await _road.AcceptAsync(LabelSet.Create("cpu", [new Label("core", $"{i}")]), new Sample(_road.NowMs, 1));
            await _road.Commit.CommitAsync(within, Token);
            return _road.History.Commits[^1];
        }
    }

    [Fact]
    public async Task Does_nothing_when_nothing_has_gathered() => Assert.False(await _road.Commit.CommitAsync(Token));

    public void Dispose() => _road.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
