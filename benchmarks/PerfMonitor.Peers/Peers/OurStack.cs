using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Npgsql;
using PerfMonitor.Peers.Measuring;
using PerfMonitor.Peers.Workloads;

namespace PerfMonitor.Peers.Peers;

/// <summary>
/// PerfMonitor as ./run.sh starts it, with broker, databases, all services and the Aspire dashboard, on free ports and a folder
/// of its own. Samples go through ingestion, queries through the gateway with an API key. The AppHost itself runs within this
/// program and is the one process whose time is not counted.
/// </summary>
internal sealed class OurStack(params string[] settings) : IPeer
{
    private const string MarkName = "PERFMONITOR_PEER";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan CompactionLimit = TimeSpan.FromMinutes(15);

    private readonly string _mark = Guid.NewGuid().ToString("N");
    private DistributedApplication? _app;

    public string Name => "PerfMonitor";

    public Uri WriteAddress => new(Started.GetEndpoint("ingestion", "http"), "/api/v1/write");

    public Uri QueryAddress => Started.GetEndpoint("web", "http");

    public string ApiKey => $"pm_{_mark}";

    public ProcessTree Processes => new($"{MarkName}={_mark}");

    /// <summary>The process of one of its services.</summary>
    public int ProcessId(string resource) => Started.ResourceNotifications.TryGetCurrentState(resource, out var found)
        ? Convert.ToInt32(found.Snapshot.Properties.Single(static property => property.Name == "executable.pid").Value, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"There is no resource {resource}.");

    private DistributedApplication Started => _app ?? throw new InvalidOperationException("PerfMonitor has not been started.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Every process started from here on inherits the mark.
        Environment.SetEnvironmentVariable(MarkName, _mark);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.PerfMonitor_AppHost>(
            [$"PERFMONITOR_API_KEY={ApiKey}", .. settings], static (options, _) => options.DisableDashboard = false, cancellationToken);
        _app = await builder.BuildAsync(cancellationToken);
        await _app.StartAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        foreach (var resource in (string[])["ingestion", "analytics", "alerting", "web"])
        {
            await _app.ResourceNotifications.WaitForResourceHealthyAsync(resource, limit.Token);
        }
    }

    /// <summary>
    /// Waits until the compactor has settled every block of six hours that is over, then asks PostgreSQL for the size of chunks,
    /// roll-ups, indexes and catalogue. What is in transit then are PerfMonitor's own metrics, of which the others have none.
    /// </summary>
    public async Task<long> CompactAsync(CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create((await Started.GetConnectionStringAsync("perfmonitor", cancellationToken))!);
        var block = RecordedWorkload.LastFinishedBlock(DateTimeOffset.UtcNow).ToUnixTimeMilliseconds();
        await using var waiting = database.CreateCommand($"SELECT EXISTS (SELECT 1 FROM history.recent WHERE level >= 0 AND start_ms < {block})");
        for (var began = DateTime.UtcNow; DateTime.UtcNow - began < CompactionLimit && (bool)(await waiting.ExecuteScalarAsync(cancellationToken))!;)
        {
            await Task.Delay(1_000, cancellationToken);
        }

        await using var size = database.CreateCommand("""
            SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'history' AND c.relkind = 'r' AND c.relname <> 'recent'
            """);
        return (long)(await size.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The AppHost, which runs within this program, is given up rather than asked to end anything.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        Processes.Kill();
        await Started.DisposeAsync();
        _app = null;
    }

    public Task RestartAsync(CancellationToken cancellationToken) => StartAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }
}
