using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Anomalies;

/// <summary>A watch as it is stored.</summary>
internal sealed record StoredWatch(WatchDefinition Definition, long JudgedUntilMs);

/// <summary>Keeps the watches.</summary>
internal sealed class WatchStore(NpgsqlDataSource source)
{
    /// <summary>Most watches there may be.</summary>
    public const int MostWatches = 50;

    public async Task<IReadOnlyList<StoredWatch>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT definition, judged_until_ms FROM history.watches ORDER BY name LIMIT {MostWatches}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var watches = new List<StoredWatch>();
        while (await reader.ReadAsync(cancellationToken))
        {
            watches.Add(new StoredWatch(JsonSerializer.Deserialize<WatchDefinition>(reader.GetString(0), ApiJson.Options)!, reader.GetInt64(1)));
        }

        return watches;
    }

    /// <summary>Stores a new watch, judged from now on; false where the name is taken, or there are as many as may be.</summary>
    public async Task<bool> AddAsync(WatchDefinition watch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            INSERT INTO history.watches (name, definition, judged_until_ms)
            SELECT $1, $2, $3 WHERE (SELECT count(*) FROM history.watches) < {MostWatches}
            ON CONFLICT (name) DO NOTHING
            """);
        command.Parameters.AddWithValue(watch.Name);
        command.Parameters.AddWithValue(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(watch, ApiJson.Options));
        command.Parameters.AddWithValue(now.ToUnixTimeMilliseconds());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Gives a watch that somebody has made another definition; what was found stays. False where there is none.</summary>
    public async Task<bool> ChangeAsync(WatchDefinition watch, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("UPDATE history.watches SET definition = $2 WHERE name = $1 AND kept_until IS NULL");
        command.Parameters.AddWithValue(watch.Name);
        command.Parameters.AddWithValue(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(watch, ApiJson.Options));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Keeps the watches that rules ask for, judged from now on; what does not fit in is not kept.</summary>
    public Task KeepAsync(IReadOnlyList<WatchDefinition> ofRules, DateTimeOffset now, CancellationToken cancellationToken) => KeptTable.KeepAsync(
        source,
        "watches",
        $"""
        INSERT INTO history.watches (name, definition, kept_until, judged_until_ms) SELECT $1, $2, $3, $4
        WHERE (SELECT count(*) FROM history.watches) < {MostWatches} OR EXISTS (SELECT 1 FROM history.watches WHERE name = $1)
        """,
        [.. ofRules.Select(static watch => (watch.Name, watch))],
        now,
        cancellationToken);

    /// <summary>Removes a watch that somebody has made; false where there is none.</summary>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM history.watches WHERE name = $1 AND kept_until IS NULL");
        command.Parameters.AddWithValue(name);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
