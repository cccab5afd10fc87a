using PerfMonitor.Analytics.Rules;
using PerfMonitor.Analytics.Tests.Store;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class RuleTermTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_at_a_time_has_the_lock_and_it_is_free_after_a_term()
    {
        await using (var term = await RuleTerm.TryBeginAsync(database.Source(), Cancelled))
        {
            Assert.NotNull(term);
            Assert.Null(await RuleTerm.TryBeginAsync(database.Source(), Cancelled));
            Assert.Equal(1, await LocksAsync());
        }

        Assert.Equal(0, await LocksAsync());
    }

    [Fact]
    public async Task The_lock_is_free_after_a_term_that_could_not_begin()
    {
        await ExecuteAsync("ALTER TABLE history.rule_state RENAME TO rule_state_away");
        try
        {
            await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => RuleTerm.TryBeginAsync(database.Source(), Cancelled));

            Assert.Equal(0, await LocksAsync());
        }
        finally
        {
            await ExecuteAsync("ALTER TABLE history.rule_state_away RENAME TO rule_state");
        }
    }

    private async Task<long> LocksAsync()
    {
        await using var command = database.Source().CreateCommand("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'");
        return (long)(await command.ExecuteScalarAsync(Cancelled))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.Source().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
