using Npgsql;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Alerting.Tests.Store;

/// <summary>The schema <c>alerting</c> in a server of the test's own.</summary>
public sealed class AlertingDatabase : IDisposable
{
    private readonly PrivatePostgres? _server = PrivatePostgres.TryStart();
    private NpgsqlDataSource? _source;

    /// <summary>An empty schema; the test is skipped where PostgreSQL is not installed.</summary>
    internal PostgresWorld Empty() => new(EmptySource());

    /// <summary>The same, with the way to look into it.</summary>
    internal (PostgresWorld World, NpgsqlDataSource Source) EmptyWithSource()
    {
        var source = EmptySource();
        return (new PostgresWorld(source), source);
    }

    /// <summary>A server without the schema.</summary>
    internal string ConnectionString()
    {
        Assert.SkipWhen(_server is null, PrivatePostgres.Missing);
        return _server!.ConnectionString;
    }

    public void Dispose()
    {
        _source?.Dispose();
        _server?.Dispose();
    }

    private NpgsqlDataSource EmptySource()
    {
        _source ??= NpgsqlDataSource.Create(ConnectionString());
        var assembly = typeof(StoredJson).Assembly;
        var scripts = assembly.GetManifestResourceNames().Where(name => name.Contains(".Schema.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var script = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return script.ReadToEnd();
        });
        using var command = _source.CreateCommand($"DROP SCHEMA IF EXISTS alerting CASCADE; CREATE SCHEMA alerting; SET search_path = alerting; {string.Join('\n', scripts)} RESET search_path;");
        command.ExecuteNonQuery();
        return _source;
    }
}
