using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Live;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Consumers;

public sealed class SampleIntakeTests : IDisposable
{
    private static readonly LabelSet Series = LabelSet.Create("cpu", [new Label("instance", "web-1")]);

    private readonly Road _road = new();

    [Fact]
    public async Task Is_done_with_a_batch_when_its_samples_are_durable_and_not_before()
    {
        var committed = await _road.AcceptAsync(Series, new Sample(_road.NowMs, 1));
        Assert.False(committed.IsCompleted);

        await _road.Commit.CommitAsync(Token);

        await committed;
        var commit = Assert.Single(_road.History.Commits);
        Assert.Equal(Series, Assert.Single(commit.Series).Labels);
        Assert.Equal([new(_road.NowMs, 1)], ChunkCodec.Decode(Assert.Single(commit.Chunks).Data));
    }

    [Fact]
    public async Task Stores_samples_whose_definition_comes_later_and_finds_them_then()
    {
        await _road.Intake.AcceptAsync(new DecodedBatch(_road.NowMs, [], [Series.Id], [new Sample(_road.NowMs, 1)]), Token);
        await _road.Commit.CommitAsync(Token);
        Assert.Empty(await _road.ReadAsync(Series));

        await _road.AcceptAsync(Series);
        await _road.Commit.CommitAsync(Token);

        Assert.Equal([new(_road.NowMs, 1)], await _road.ReadAsync(Series));
        Assert.Single(_road.History.Commits[1].Series);
    }

    [Fact]
    public async Task Does_not_store_samples_beyond_the_retention_or_far_ahead()
    {
        var kept = new Sample(_road.NowMs, 1);
        await _road.AcceptAsync(Series, kept, new Sample(_road.NowMs - (long)TimeSpan.FromDays(31).TotalMilliseconds, 2), new Sample(_road.NowMs + (long)TimeSpan.FromDays(2).TotalMilliseconds, 3));
        await _road.Commit.CommitAsync(Token);

        Assert.Equal([kept], _road.History.Commits[0].Chunks.SelectMany(chunk => ChunkCodec.Decode(chunk.Data)));
    }

    [Fact]
    public async Task Tells_the_rules_of_all_series_but_those_that_none_of_them_reads()
    {
        var (read, unread) = (LabelSet.Create("a", []), LabelSet.Create("b", []));
        await _road.AcceptAsync(read);
        await _road.AcceptAsync(unread);
        var groups = RuleFileParser.Parse("a.yml", "groups: [{ name: a, rules: [{ alert: A, expr: a > 1 }] }]").Groups;
        var dependencies = new RuleDependencies(groups, _road.Catalogue, _road.Touched.NextRules());

        Assert.Equal([read.Id, unread.Id], await TouchedBySamplesOfBothAsync());
        Assert.Equal([0], dependencies.Readers(new Touched([unread.Id, read.Id], Any: true)));
        Assert.Equal([read.Id], await TouchedBySamplesOfBothAsync());

        _road.Touched.NextRules();
        Assert.Equal([read.Id, unread.Id], await TouchedBySamplesOfBothAsync());

        async Task<IReadOnlyList<SeriesId>> TouchedBySamplesOfBothAsync()
        {
            await _road.AcceptAsync(read, new Sample(_road.NowMs, 1));
            await _road.AcceptAsync(unread, new Sample(_road.NowMs, 1));
            return _road.Touched.Take().Series;
        }
    }

    [Fact]
    public async Task Takes_note_of_series_that_the_catalogue_has_no_room_for_where_their_sender_is_told()
    {
        using var road = new Road(new HistoryOptions { MaxSeries = 1 });
        var (first, second, recorded, withoutRoom) = (LabelSet.Create("a", []), LabelSet.Create("b", []), LabelSet.Create("c", []), new RefusedSeries());
        await road.Intake.AcceptAsync(road.Batch(first), withoutRoom, Token);
        await road.Intake.AcceptAsync(road.Batch(second), withoutRoom, Token);
        await road.Intake.AcceptAsync(road.Batch(second), withoutRoom, Token);
        await road.Intake.AcceptAsync(road.Batch(recorded), Token);

        Assert.Equal([second.Id], withoutRoom.Take());
        Assert.Empty(withoutRoom.Take());
    }

    [Fact]
    public async Task Sends_samples_to_the_live_windows_too()
    {
        await _road.AcceptAsync(Series, new Sample(_road.NowMs, 1));
        await _road.Flusher.FlushAsync(Token);

        Assert.Equal(Series.Id, Assert.Single(_road.Windows.Written).Series);
    }

    public void Dispose() => _road.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
