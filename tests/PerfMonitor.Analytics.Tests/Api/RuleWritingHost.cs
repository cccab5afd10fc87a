using Npgsql;
using PerfMonitor.Analytics.History;
using PerfMonitor.Testing.Http;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The API with a PostgreSQL for stored rules, and an alerting that answers as it is told.</summary>
public sealed class RuleWritingHost : ApiHost
{
    private readonly PrivatePostgres? _server = PrivatePostgres.TryStart();

    public HttpTestServer AlertingServer { get; private set; } = null!;

    protected override string Database => _server?.ConnectionString ?? base.Database;

    protected override string Alerting => AlertingServer.Url;

    public override async ValueTask InitializeAsync()
    {
        AlertingServer = await HttpTestServer.StartAsync();
        if (_server is not null)
        {
            await using var source = NpgsqlDataSource.Create(Database);
            var assembly = typeof(HistoryOptions).Assembly;
            var scripts = assembly.GetManifestResourceNames().Where(name => name.Contains(".Schema.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
            {
                using var script = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return script.ReadToEnd();
            });
            await using var command = source.CreateCommand($"CREATE SCHEMA history; SET search_path = history; {string.Join('\n', scripts)} RESET search_path;");
            await command.ExecuteNonQueryAsync();
        }

        await base.InitializeAsync();
    }

    public void NeedsDatabase() => Assert.SkipWhen(_server is null, PrivatePostgres.Missing);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await AlertingServer.DisposeAsync();
        _server?.Dispose();
    }
}
