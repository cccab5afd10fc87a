using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace PerfMonitor.Hosting.Health;

/// <summary>Signing in once, and <c>SELECT 1</c> each time, must work.</summary>
internal sealed class PostgresProbe(IResourceWithConnectionString server) : IProbe
{
    public async Task<ProbeResult> CheckAsync(CancellationToken cancellationToken)
    {
        var text = await server.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Its connection is kept: a new one every ten seconds is a process and a key derivation each time.
            var settings = new NpgsqlConnectionStringBuilder(text) { MinPoolSize = 0, MaxPoolSize = 1, NoResetOnClose = true, ApplicationName = "PerfMonitor.AppHost" };
            if (server is PostgresServerResource && string.IsNullOrEmpty(settings.Database))
            {
                settings.Database = Servers.PostgresServer.MaintenanceDatabase;
            }

            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return ProbeResult.Healthy($"PostgreSQL {connection.PostgreSqlVersion} answers.");
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or IOException or ArgumentException)
        {
            return ProbeResult.Unhealthy(e is NpgsqlException { InnerException: { } inner } ? $"{e.Message}: {inner.Message}" : e.Message);
        }
    }
}
