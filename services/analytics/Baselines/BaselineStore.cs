using Npgsql;
using NpgsqlTypes;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>Baselines in PostgreSQL.</summary>
internal sealed class BaselineStore(NpgsqlDataSource source)
{
    /// <summary>Versions of all names; 20 components of 1,000 samples make at most 200 KB each.</summary>
    public const int MostVersions = 200;

    /// <summary>Every version, the newest first.</summary>
    public async Task<IReadOnlyList<Baseline>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {BaselineRow.Columns} FROM history.baselines ORDER BY created_at DESC, name, version DESC LIMIT {MostVersions}");
        return await ReadAllAsync(command, cancellationToken);
    }

    /// <summary>A version, or the newest of the name; null where there is none.</summary>
    public async Task<Baseline?> FindAsync(string name, int? version, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {BaselineRow.Columns} FROM history.baselines WHERE name = $1 AND ($2 IS NULL OR version = $2) ORDER BY version DESC LIMIT 1");
        command.Parameters.AddWithValue(name);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)version ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        return (await ReadAllAsync(command, cancellationToken)) is [var found] ? found : null;
    }

    /// <summary>Stores the next version of the name, and returns it with its number; null where there are as many versions as may be.</summary>
    public Task<Baseline?> AddAsync(Baseline baseline, CancellationToken cancellationToken) => InsertAsync(
        baseline, "SELECT coalesce(max(version), 0) + 1 FROM history.baselines WHERE name = $1", cancellationToken);

    /// <summary>Stores the first version of the name; null where there is one.</summary>
    public Task<Baseline?> AddFirstAsync(Baseline baseline, CancellationToken cancellationToken) => InsertAsync(baseline, "SELECT 1", cancellationToken);

    /// <summary>Removes a version, or all of the name; returns how many there were.</summary>
    public async Task<int> DeleteAsync(string name, int? version, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM history.baselines WHERE name = $1 AND ($2 IS NULL OR version = $2)");
        command.Parameters.AddWithValue(name);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)version ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Baseline?> InsertAsync(Baseline baseline, string version, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            INSERT INTO history.baselines ({BaselineRow.Columns})
            SELECT {BaselineRow.Places}, ({version}) WHERE (SELECT count(*) FROM history.baselines) < {MostVersions}
            ON CONFLICT (name, version) DO NOTHING
            RETURNING version
            """);
        foreach (var value in BaselineRow.Values(baseline))
        {
            command.Parameters.AddWithValue(value ?? DBNull.Value);
        }

        return await command.ExecuteScalarAsync(cancellationToken) is int stored ? baseline with { Version = stored } : null;
    }

    private static async Task<IReadOnlyList<Baseline>> ReadAllAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var baselines = new List<Baseline>();
        while (await reader.ReadAsync(cancellationToken))
        {
            baselines.Add(BaselineRow.Read(reader));
        }

        return baselines;
    }
}
