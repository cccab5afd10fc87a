using Npgsql;

namespace PerfMonitor.Hosting.Servers;

/// <summary>Creates a database on a server that runs.</summary>
internal static class PostgresDatabase
{
    public static async Task EnsureAsync(string serverConnectionString, string database, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(serverConnectionString) { Pooling = false, Database = PostgresServer.MaintenanceDatabase };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);

        await using var find = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = database } } };
        if (await find.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            return;
        }

        var name = database.Replace("\"", "\"\"", StringComparison.Ordinal);
#pragma warning disable CA2100 // CREATE DATABASE takes no parameters; the name is quoted.
        await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
