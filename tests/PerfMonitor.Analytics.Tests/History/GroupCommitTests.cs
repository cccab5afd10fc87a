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
    public async Task Does_nothing_when_nothing_has_gathered() => Assert.False(await _road.Commit.CommitAsync(Token));

    public void Dispose() => _road.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
