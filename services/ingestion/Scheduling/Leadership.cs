using Npgsql;

namespace PerfMonitor.Ingestion.Scheduling;

/// <summary>Which of several instances does a piece of work.</summary>
internal interface ILeadership : IAsyncDisposable
{
    /// <summary>Whether it is this one: true or false for sure, null where that cannot be found out now.</summary>
    Task<bool?> HoldsAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Whether this instance is the one that does a piece of work, such as probing: of several instances only one does, the holder of a PostgreSQL advisory lock.
/// While PostgreSQL is away nobody can take the lock over, so who had it last goes on.
/// </summary>
internal sealed class Leadership(NpgsqlDataSource source, string work) : ILeadership
{
    private NpgsqlConnection? _connection;

    public async Task<bool?> HoldsAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_connection is not null)
            {
                await using var alive = new NpgsqlCommand("SELECT 1", _connection);
                await alive.ExecuteScalarAsync(cancellationToken);
                return true;
            }

            var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var take = new NpgsqlCommand("SELECT pg_try_advisory_lock(hashtext($1))", connection);
            take.Parameters.AddWithValue($"perfmonitor.ingestion.{work}");
            if (await take.ExecuteScalarAsync(cancellationToken) is true)
            {
                // Kept open: the lock lives as long as the session.
                _connection = connection;
                return true;
            }

            await connection.DisposeAsync();
            return false;
        }
        catch (NpgsqlException)
        {
            await DisposeAsync();
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
