using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Outlooks;

/// <summary>Keeps the definitions of outlooks.</summary>
internal sealed class OutlookStore(NpgsqlDataSource source)
{
    /// <summary>Most outlooks there may be.</summary>
    public const int MostOutlooks = 50;

    public async Task<IReadOnlyList<OutlookDefinition>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT definition FROM history.outlooks ORDER BY name LIMIT {MostOutlooks}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var outlooks = new List<OutlookDefinition>();
        while (await reader.ReadAsync(cancellationToken))
        {
            outlooks.Add(JsonSerializer.Deserialize<OutlookDefinition>(reader.GetString(0), ApiJson.Options)!);
        }

        return outlooks;
    }

    /// <summary>Stores a new outlook; false where the name is taken, or there are as many as may be.</summary>
    public async Task<bool> AddAsync(OutlookDefinition outlook, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            INSERT INTO history.outlooks (name, definition)
            SELECT $1, $2 WHERE (SELECT count(*) FROM history.outlooks) < {MostOutlooks}
            ON CONFLICT (name) DO NOTHING
            """);
        command.Parameters.AddWithValue(outlook.Name);
        command.Parameters.AddWithValue(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(outlook, ApiJson.Options));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM history.outlooks WHERE name = $1");
        command.Parameters.AddWithValue(name);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
