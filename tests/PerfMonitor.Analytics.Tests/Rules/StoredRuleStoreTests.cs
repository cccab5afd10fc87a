using PerfMonitor.Analytics.Rules;
using PerfMonitor.Analytics.Tests.Store;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class StoredRuleStoreTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly RuleDraft Draft = new() { Name = "QueueLong", Metric = "queue_length", Threshold = 100 };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_the_newest_hundred_versions_of_a_rule()
    {
        var (store, id) = (new StoredRuleStore(database.Source()), Guid.CreateVersion7());
        await store.AddAsync(id, Draft, "ann", Start, Cancelled);
        for (var version = 1; version <= 104; version++)
        {
            Assert.IsType<RuleWrite.Written>(await store.ReplaceAsync(id, version, Draft, "ann", Start.AddMinutes(version), Cancelled));
        }

        Assert.IsType<RuleWrite.Conflict>(await store.ReplaceAsync(id, 3, Draft, "ann", Start, Cancelled));
        Assert.Equal((6L, 105L, 100L), await VersionsAsync($"rule_id = '{id}'"));
    }

    [Fact]
    public async Task Keeps_the_versions_of_the_thousand_rules_that_were_removed_last()
    {
        var store = new StoredRuleStore(database.Source());
        await using (var earlier = database.Source().CreateCommand("""
            INSERT INTO history.stored_rule_versions (rule_id, version, draft, enabled, written_at, written_by)
            SELECT gen_random_uuid(), number, NULL, false, timestamptz '2026-01-01' + number * interval '1 minute', 'old' FROM generate_series(1, 1005) AS number
            """))
        {
            await earlier.ExecuteNonQueryAsync(Cancelled);
        }

        var id = Guid.CreateVersion7();
        await store.AddAsync(id, Draft, "ann", Start, Cancelled);
        Assert.Null(await store.RemoveAsync(id, "ann", Start.AddMinutes(1), Cancelled));

        Assert.Equal((7L, 1_005L, 999L), await VersionsAsync("written_by = 'old'"));
        Assert.Equal((1L, 2L, 2L), await VersionsAsync($"rule_id = '{id}'"));
    }

    private async Task<(long First, long Last, long Count)> VersionsAsync(string condition)
    {
        await using var command = database.Source().CreateCommand($"SELECT min(version)::bigint, max(version)::bigint, count(*) FROM history.stored_rule_versions WHERE {condition}");
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        await reader.ReadAsync(Cancelled);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
