using PerfMonitor.Analytics.Tests.Store;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class RuleRunnerTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    private static readonly LabelSet Temperature = LabelSet.Create("temperature");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // One group has the only turn and reads, and the others wait for it, while the connection is lost that holds the leader's lock.
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Evaluates_again_after_a_lost_connection_although_groups_waited_for_their_turn(int groups)
    {
        var source = database.Source();
        using var road = new Road();
        await road.AcceptAsync(Temperature, new Sample(road.NowMs, 20));
        using var reading = Reading(road);
        await using var rules = await RunningRules.StartAsync(road, source, Groups(groups));

        await WhileTimePassesAsync(road, reading.WaitAsync(Cancelled));
        await using (var end = source.CreateCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND granted"))
        {
            Assert.Equal(1L, await end.ExecuteScalarAsync(Cancelled));
        }

        await WhileTimePassesAsync(road, reading.WaitAsync(Cancelled));
    }

    [Fact]
    public async Task Evaluates_as_soon_as_the_states_can_be_read()
    {
        var source = database.Source();
        await ExecuteAsync("INSERT INTO history.rule_state (rule_key, fingerprint, state, labels, annotations, value, active_at) VALUES ('broken', 1, 'firing', '7', '{}', 1, now())");
        using var road = new Road();
        await road.AcceptAsync(Temperature, new Sample(road.NowMs, 20));
        using var reading = Reading(road);
        await using var rules = await RunningRules.StartAsync(road, source, Groups(2));
        var evaluated = reading.WaitAsync(Cancelled);
        for (var second = 0; second < 20; second++)
        {
            road.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, Cancelled);
        }

        Assert.False(evaluated.IsCompleted);
        await ExecuteAsync("DELETE FROM history.rule_state WHERE rule_key = 'broken'");
        await WhileTimePassesAsync(road, evaluated);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.Source().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    /// <summary>Lets nobody read the live windows to the end, and tells of each who begins.</summary>
    private static SemaphoreSlim Reading(Road road)
    {
        var reading = new SemaphoreSlim(0);
        road.Windows.Reading = cancelled =>
        {
            // What is cancelled belongs to a term that ends.
            if (!cancelled.IsCancellationRequested)
            {
                reading.Release();
            }

            return Task.Delay(Timeout.Infinite, cancelled);
        };
        return reading;
    }

    private static async Task WhileTimePassesAsync(Road road, Task awaited)
    {
        for (var second = 0; second < 600 && !awaited.IsCompleted; second++)
        {
            road.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(awaited, Task.Delay(20, Cancelled));
        }

        Assert.True(awaited.IsCompletedSuccessfully, "No group was evaluated within ten minutes of the test's clock.");
    }

    private static string Groups(int count) => string.Concat(Enumerable.Range(0, count).Select(static i => $"""
          - name: group-{i}
            interval: 1s
            rules:
              - alert: Hot{i}
                expr: temperature > 30

        """));
}
