using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;
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
        await using var rules = await RunningRules.StartAsync(road, source, groups);

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
        await using var rules = await RunningRules.StartAsync(road, source, groups: 2);
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

    /// <summary>A runner with one turn, over a folder with a rule file of so many groups, each of which reads the same series.</summary>
    private sealed class RunningRules(string folder, IBusControl bus) : IAsyncDisposable
    {
        private readonly List<IDisposable> _parts = [];

        public static async Task<RunningRules> StartAsync(Road road, NpgsqlDataSource source, int groups)
        {
            var running = new RunningRules(Directory.CreateTempSubdirectory("perfmonitor-rules-").FullName, Bus.Factory.CreateUsingInMemory(static _ => { }));
            await running.StartAsync(road, source, string.Concat(Enumerable.Range(0, groups).Select(static i => $"""
                  - name: group-{i}
                    interval: 1s
                    rules:
                      - alert: Hot{i}
                        expr: temperature > 30

                """)));
            return running;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var runner in _parts.OfType<RuleRunner>())
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
                await runner.StopAsync(patience.Token);
            }

            _parts.ForEach(static part => part.Dispose());
            await bus.StopAsync();
            Directory.Delete(folder, recursive: true);
        }

        private async Task StartAsync(Road road, NpgsqlDataSource source, string groups)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "rules.yml"), $"groups:\n{groups}", Cancelled);
            await bus.StartAsync(Cancelled);
            var options = Options.Create(new RuleOptions { Folder = folder, Concurrency = 1 });
            var files = Own(new RuleFolder(options, road.Clock, road.Metrics, NullLogger<RuleFolder>.Instance));
            files.Reload();
            var stored = Own(new StoredRules(new StoredRuleStore(source), road.Clock, NullLogger<StoredRules>.Instance));
            await stored.ReloadAsync(Cancelled);
            var sources = Own(new KeptSources(source, Options.Create(new DetectionOptions()), road.Clock, NullLogger<KeptSources>.Instance));
            var board = new RuleBoard(options);
            var query = new RuleQuery(road.Reader, options, Options.Create(new QueryOptions()), NullLogger<RuleQuery>.Instance);
            var outbox = new AlertOutbox(source, bus, road.Clock, road.Metrics, NullLogger<AlertOutbox>.Instance);
            var evaluation = new GroupEvaluation(query, sources, road.Intake, outbox, board, road.Metrics, new ConfigurationBuilder().Build(), NullLogger<GroupEvaluation>.Instance);
            var runner = Own(new RuleRunner(
                new RulesInForce(files, stored), board, evaluation, query, outbox, road.Touched, road.Catalogue, new BusProgress(road.Clock), bus, source, options, road.Clock, NullLogger<RuleRunner>.Instance));
            await runner.StartAsync(Cancelled);
        }

        private T Own<T>(T part)
            where T : IDisposable
        {
            _parts.Add(part);
            return part;
        }
    }
}
