using Npgsql;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Analytics.Tests.Store;

/// <summary>The schema <c>history</c> in a server of the test's own; tests are skipped where PostgreSQL is not installed.</summary>
public sealed class HistoryDatabase : IDisposable
{
    private readonly PrivatePostgres? _server = PrivatePostgres.TryStart();
    private NpgsqlDataSource? _source;

    /// <summary>The schema as the service's own scripts make it, in the order of their numbers.</summary>
    internal NpgsqlDataSource Source()
    {
        Assert.SkipWhen(_server is null, PrivatePostgres.Missing);
        if (_source is null)
        {
            _source = NpgsqlDataSource.Create(_server!.ConnectionString);
            var assembly = typeof(AnalyticsMetrics).Assembly;
            var scripts = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).OrderBy(name => name.Split('.')[^2], StringComparer.Ordinal);
            Execute("CREATE SCHEMA history");
            foreach (var script in scripts)
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(script)!);
                Execute($"SET search_path = history; {text.ReadToEnd()}; RESET search_path");
            }
        }

        return _source;
    }

    public void Dispose()
    {
        _source?.Dispose();
        _server?.Dispose();
    }

    private void Execute(string sql)
    {
        using var command = _source!.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
