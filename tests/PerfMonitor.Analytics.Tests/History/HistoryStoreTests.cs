using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class HistoryStoreTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    [Fact]
    public async Task Writes_more_series_than_one_statement_takes_and_names_those_it_refuses()
    {
        using var history = database.Empty();
        var rows = Enumerable.Range(1, 25_000).Select(i => new SeriesRow(new SeriesId((ulong)i), LabelSet.Create("cpu", [new Label("core", $"{i}")]), 0, i)).ToList();
        SeriesRow[] others = [rows[5] with { Labels = LabelSet.Create("other") }, rows[20_005] with { Labels = LabelSet.Create("other") }];
        await history.Store.CommitAsync(new HistoryCommit([], others), Token);

        var refused = await history.Store.CommitAsync(new HistoryCommit([], rows), Token);

        Assert.Equal(others.Select(static row => row.Id), refused);
        Assert.Equal([25_000L], await history.QueryAsync<long>("SELECT count(*) FROM history.series"));
        Assert.Equal([24_998L], await history.QueryAsync<long>("SELECT count(*) FROM history.series WHERE last_seen_ms = id AND labels->>'core' IS NOT NULL"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
