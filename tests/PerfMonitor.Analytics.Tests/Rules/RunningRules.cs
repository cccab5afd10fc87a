using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.Contracts;

namespace PerfMonitor.Analytics.Tests.Rules;

/// <summary>A runner with one turn, over a folder with one rule file, a database and a bus in memory.</summary>
internal sealed class RunningRules : IAsyncDisposable
{
    private readonly List<IDisposable> _parts = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("perfmonitor-rules-").FullName;
    private readonly IBusControl _bus;
    private int _heartbeats;

    private RunningRules()
    {
        Options = Microsoft.Extensions.Options.Options.Create(new RuleOptions { Folder = _folder, Concurrency = 1 });
        Board = new RuleBoard(Options);
        _bus = Bus.Factory.CreateUsingInMemory(factory => factory.ReceiveEndpoint("heartbeats", endpoint => endpoint.Handler<HeartbeatSent>(_ =>
        {
            Interlocked.Increment(ref _heartbeats);
            return Task.CompletedTask;
        })));
    }

    public IOptions<RuleOptions> Options { get; }

    public RuleBoard Board { get; }

    /// <summary>Heartbeats that went out.</summary>
    public int Heartbeats => Volatile.Read(ref _heartbeats);

    public static async Task<RunningRules> StartAsync(Road road, NpgsqlDataSource source, string groups)
    {
        var running = new RunningRules();
        await running.BeginAsync(road, source, groups);
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
        await _bus.StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task BeginAsync(Road road, NpgsqlDataSource source, string groups)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(Path.Combine(_folder, "rules.yml"), $"groups:\n{groups}", cancelled);
        await _bus.StartAsync(cancelled);
        var files = Own(new RuleFolder(Options, road.Clock, road.Metrics, NullLogger<RuleFolder>.Instance));
        files.Reload();
        Assert.Empty(files.Book.Errors);
        var stored = Own(new StoredRules(new StoredRuleStore(source), road.Clock, NullLogger<StoredRules>.Instance));
        await stored.ReloadAsync(cancelled);
        var sources = Own(new KeptSources(source, Microsoft.Extensions.Options.Options.Create(new DetectionOptions()), road.Clock, NullLogger<KeptSources>.Instance));
        var query = new RuleQuery(road.Reader, Options, Microsoft.Extensions.Options.Options.Create(new QueryOptions()), NullLogger<RuleQuery>.Instance);
        var outbox = new AlertOutbox(source, _bus, road.Clock, road.Metrics, NullLogger<AlertOutbox>.Instance);
        var evaluation = new GroupEvaluation(query, sources, road.Intake, outbox, Board, road.Metrics, new ConfigurationBuilder().Build(), NullLogger<GroupEvaluation>.Instance);
        var runner = Own(new RuleRunner(
            new RulesInForce(files, stored), Board, evaluation, query, outbox, road.Touched, road.Catalogue, new BusProgress(road.Clock), _bus, source, Options, road.Clock, NullLogger<RuleRunner>.Instance));
        await runner.StartAsync(cancelled);
    }

    private T Own<T>(T part)
        where T : IDisposable
    {
        _parts.Add(part);
        return part;
    }
}
