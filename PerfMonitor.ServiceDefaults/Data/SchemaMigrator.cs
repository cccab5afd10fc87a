using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Applies the scripts of one schema; see <see cref="SchemaMigration.AddSchema"/>.</summary>
internal sealed partial class SchemaMigrator(string schema, IReadOnlyList<SchemaScript> scripts, NpgsqlDataSource source, ILogger<SchemaMigrator> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private const int MaximumAttempts = 60;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await MigrateAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException failure) when (failure.IsTransient && attempt < MaximumAttempts)
            {
                LogWaiting(schema, failure.Message);
                await Task.Delay(RetryDelay, cancellationToken);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock(hashtext('perfmonitor.schema.{schema}'))", cancellationToken);
        await ExecuteAsync(connection, $"""
            CREATE SCHEMA IF NOT EXISTS {schema};
            CREATE TABLE IF NOT EXISTS {schema}.schema_version (
                version integer PRIMARY KEY,
                name text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now());
            """, cancellationToken);
        var applied = await AppliedAsync(connection, cancellationToken);
        foreach (var script in scripts.Where(script => !applied.Contains(script.Version)))
        {
            await ApplyAsync(connection, script, cancellationToken);
            LogApplied(schema, script.Name);
        }

        await ExecuteAsync(connection, $"SELECT pg_advisory_unlock(hashtext('perfmonitor.schema.{schema}'))", cancellationToken);
    }

    private async Task<HashSet<int>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new HashSet<int>();
        await using var command = new NpgsqlCommand($"SELECT version FROM {schema}.schema_version", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetInt32(0));
        }

        return applied;
    }

    private async Task ApplyAsync(NpgsqlConnection connection, SchemaScript script, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SET LOCAL search_path = {schema}, public", cancellationToken);
        await ExecuteAsync(connection, script.Sql, cancellationToken);
        await using (var record = new NpgsqlCommand($"INSERT INTO {schema}.schema_version (version, name) VALUES ($1, $2)", connection))
        {
            record.Parameters.AddWithValue(script.Version);
            record.Parameters.AddWithValue(script.Name);
            await record.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Warning, Message = "Schema {Schema} waits for PostgreSQL: {Reason}")]
    private partial void LogWaiting(string schema, string reason);

    [LoggerMessage(EventId = 11, Level = LogLevel.Information, Message = "Schema {Schema}: applied {Script}")]
    private partial void LogApplied(string schema, string script);
}
