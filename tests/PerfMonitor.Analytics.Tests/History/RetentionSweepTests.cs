using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class RetentionSweepTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    private const long DayMs = 86_400_000;

    private static readonly LabelSet Kept = LabelSet.Create("business_revenue");
    private static readonly LabelSet Usual = LabelSet.Create("cpu");
    private static readonly LabelSet Brief = LabelSet.Create("node_cpu");

    [Fact]
    [Trait("feature", "S2-17")]
    public async Task Takes_away_what_each_metric_is_kept_for_and_nothing_else()
    {
        using var history = database.Empty(new()
        {
            RetentionDays = 10,
            MinuteRollupDays = 20,
            HourRollupDays = 20,
            Retention = [new() { Match = "node_.*", Keep = "3d", KeepMinutes = "5d", KeepHours = "5d" }, new() { Match = "business_.*", Keep = "100d", KeepHours = "100d" }],
        });
        var now = history.NowMs;
        foreach (var series in new[] { Kept, Usual, Brief })
        {
            await history.CommitAsync(series, Enumerable.Range(0, 9).Select(days => new Sample(now - (days * 3 * DayMs), days)));
        }

        history.Clock.Advance(TimeSpan.FromMinutes(11));
        await history.CompactAsync();
        var settled = Samples(await history.ReadAsync(Kept, 0, now));
        await SweepAsync(history);

        Assert.Equal(settled, Samples(await history.ReadAsync(Kept, 0, now)));
        Assert.Equal([0, 1, 2, 3], Samples(await history.ReadAsync(Usual, 0, now)));
        Assert.Equal([0, 1], Samples(await history.ReadAsync(Brief, 0, now)));
        // The block of the newest sample is not over yet.
        Assert.Equal((8, 6, 1), (await HoursAsync(history, Kept), await HoursAsync(history, Usual), await HoursAsync(history, Brief)));
    }

    [Fact]
    public async Task Drops_partitions_whole_and_forgets_series_of_which_nothing_is_kept()
    {
        using var history = database.Empty(new() { RetentionDays = 10, MinuteRollupDays = 10, HourRollupDays = 10 });
        await history.CommitAsync(Usual, [new(history.NowMs - (50 * DayMs), 1)]);
        await history.CommitAsync(Kept, [new(history.NowMs - (50 * DayMs), 1), new(history.NowMs - DayMs, 1)]);
        await history.CompactAsync();
        var before = (await history.Partitions.ListAsync(PartitionedTable.Chunks, Token)).Count;

        await SweepAsync(history);

        Assert.Equal((2, 1), (before, (await history.Partitions.ListAsync(PartitionedTable.Chunks, Token)).Count));
        Assert.Equal([Kept.Id.ToInt64()], await history.QueryAsync<long>("SELECT id FROM history.series"));
        Assert.Equal(1, history.Catalogue.Forget(history.Retention.Of, history.Clock.GetUtcNow()));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task SweepAsync(StoredHistory history) => await history.Sweep.SweepAsync(history.Clock.GetUtcNow(), Token);

    private static IEnumerable<int> Samples(List<Sample> samples) => samples.Select(sample => (int)sample.Value).Order();

    private static async Task<int> HoursAsync(StoredHistory history, LabelSet series) =>
        (await history.QueryAsync<long>($"SELECT start_ms FROM history.rollups_1h WHERE series_id = {series.Id.ToInt64()}")).Count;
}
