using Npgsql;
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

    [Fact]
    public async Task Goes_on_where_a_transaction_holds_a_table_and_ends_the_drop_when_it_is_over()
    {
        using var history = await WithTwoExpiredDaysAsync();
        var backup = await database.Source.OpenConnectionAsync(Token);
        await using (var transaction = await backup.BeginTransactionAsync(Token))
        {
            await using var read = new NpgsqlCommand("SELECT count(*) FROM history.chunks", backup, transaction);
            await read.ExecuteScalarAsync(Token);
            await using var impatient = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Source.ConnectionString) { Options = "-c statement_timeout=300ms" });
            using var held = new StoredHistory(impatient, TenDays);

            await SweepAsync(held);

            Assert.Equal([PartitionState.Detaching, PartitionState.Attached], await StatesAsync(history, PartitionedTable.Chunks));
            Assert.Equal((await history.Partitions.FindAsync(PartitionedTable.Chunks, Token))[0].Partition.Table, Assert.Single(held.Sweep.Kept));
            Assert.Empty(await StatesAsync(history, PartitionedTable.Hours));
        }

        await backup.DisposeAsync();
        await SweepAsync(history);

        Assert.Empty(await StatesAsync(history, PartitionedTable.Chunks));
        Assert.Empty(history.Sweep.Kept);
    }

    [Fact]
    public async Task Drops_what_a_crash_left_detached()
    {
        using var history = await WithTwoExpiredDaysAsync();
        var partition = (await history.Partitions.ListAsync(PartitionedTable.Chunks, Token))[0];
        await history.Partitions.DetachAsync(partition, PartitionState.Attached, Token);
        Assert.Equal([PartitionState.Detached, PartitionState.Attached], await StatesAsync(history, PartitionedTable.Chunks));

        await SweepAsync(history);

        Assert.Empty(await StatesAsync(history, PartitionedTable.Chunks));
    }

    private static HistoryOptions TenDays => new() { RetentionDays = 10, MinuteRollupDays = 10, HourRollupDays = 10 };

    private async Task<StoredHistory> WithTwoExpiredDaysAsync()
    {
        var history = database.Empty(TenDays);
        await history.CommitAsync(Usual, [new(history.NowMs - (52 * DayMs), 1), new(history.NowMs - (50 * DayMs), 1)]);
        await history.CompactAsync();
        return history;
    }

    private static async Task<IEnumerable<PartitionState>> StatesAsync(StoredHistory history, PartitionedTable table) =>
        (await history.Partitions.FindAsync(table, Token)).Select(static found => found.State);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task SweepAsync(StoredHistory history) => await history.Sweep.SweepAsync(history.Clock.GetUtcNow(), Token);

    private static IEnumerable<int> Samples(List<Sample> samples) => samples.Select(sample => (int)sample.Value).Order();

    private static async Task<int> HoursAsync(StoredHistory history, LabelSet series) =>
        (await history.QueryAsync<long>($"SELECT start_ms FROM history.rollups_1h WHERE series_id = {series.Id.ToInt64()}")).Count;
}
