using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PerfMonitor.Analytics;
using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.History;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Bench.IntakeCost;

/// <summary>Analytics with no API but that of explanations, on a broker, a Redis and a PostgreSQL of its own.</summary>
internal sealed class IntakeHost : IAsyncDisposable
{
    private readonly PrivateRabbitMQ _broker = PrivateRabbitMQ.TryStart() ?? throw new InvalidOperationException(PrivateRabbitMQ.Missing);
    private readonly PrivateRedis _redis = PrivateRedis.TryStart() ?? throw new InvalidOperationException(PrivateRedis.Missing);
    private readonly PrivatePostgres _postgres = PrivatePostgres.TryStart() ?? throw new InvalidOperationException(PrivatePostgres.Missing);
    private readonly WebApplication _app;

    public IntakeHost()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:bus"] = BusAddress.OriginalString,
            ["ConnectionStrings:live"] = _redis.ConnectionString,
            ["ConnectionStrings:perfmonitor"] = _postgres.ConnectionString,
            ["Bus:Partitions"] = $"{IntakeLoad.Partitions}",
            ["Internal:Key"] = "a key that opens nothing but this benchmark",
            ["Rules:Folder"] = Repository.Path("config", "rules"),
            ["Urls"] = "http://127.0.0.1:0",
        });
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.AddServiceDefaults();
        builder.AddAnalytics();
        _app = builder.Build();
        _app.UseResponseCompression();
        _app.MapDefaultEndpoints();
        _app.MapExplainApi();
    }

    /// <summary>The broker's address.</summary>
    public Uri BusAddress => new($"amqp://guest:guest@127.0.0.1:{_broker.Port}");

    /// <summary>A viewer's way to the API; the caller disposes of it.</summary>
    public HttpClient Viewer()
    {
        var client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        client.DefaultRequestHeaders.Add(InternalToken.Header, Get<InternalToken>().Issue("benchmark", Roles.Viewer, TimeProvider.System.GetUtcNow()));
        return client;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Another group commit of the same buffer, into a store of the caller's; the service's own must have ended.</summary>
    public GroupCommit GroupCommit(IHistoryStore store) => ActivatorUtilities.CreateInstance<GroupCommit>(_app.Services, store);

    public Task StartAsync() => _app.StartAsync();

    /// <summary>Ends all work in the background; the parts stay usable.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _postgres.Dispose();
        _redis.Dispose();
        _broker.Dispose();
    }
}
