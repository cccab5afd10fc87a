using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Outlooks;

/// <summary>Keeps the definitions of outlooks.</summary>
internal sealed class OutlookStore(NpgsqlDataSource source)
{
    /// <summary>Most outlooks there may be.</summary>
    public const int MostOutlooks = 50;

    // jsonb orders the properties anew, so what tells the cases apart need not come first; a value may be beyond all numbers.
    private static readonly JsonSerializerOptions Readings = new(ApiJson.Options)
    {
        AllowOutOfOrderMetadataProperties = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public async Task<IReadOnlyList<StoredOutlook>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            SELECT definition, made_at, readings FROM history.outlooks LEFT JOIN history.outlook_readings ON outlook = name ORDER BY name LIMIT {MostOutlooks}
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var outlooks = new List<StoredOutlook>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var definition = JsonSerializer.Deserialize<OutlookDefinition>(reader.GetString(0), ApiJson.Options)!;
            outlooks.Add(await reader.IsDBNullAsync(1, cancellationToken)
                ? new StoredOutlook(definition, null, [])
                : new StoredOutlook(definition, reader.GetFieldValue<DateTimeOffset>(1), JsonSerializer.Deserialize<IReadOnlyList<OutlookReading>>(reader.GetString(2), Readings)!));
        }

        return outlooks;
    }

    /// <summary>Keeps what an outlook says now in place of what it said before; nothing for one that was removed meanwhile.</summary>
    public async Task SaveAsync(string name, DateTimeOffset madeAt, IReadOnlyList<OutlookReading> readings, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            INSERT INTO history.outlook_readings (outlook, made_at, readings) SELECT name, $2, $3 FROM history.outlooks WHERE name = $1
            ON CONFLICT (outlook) DO UPDATE SET made_at = excluded.made_at, readings = excluded.readings
            """);
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(madeAt);
        command.Parameters.AddWithValue(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(readings, Readings));
        await command.ExecuteNonQueryAsync(cancellationToken);
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

    /// <summary>Gives an outlook that somebody has made another definition, and forgets what the old one said. False where there is none.</summary>
    public async Task<bool> ChangeAsync(OutlookDefinition outlook, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            WITH changed AS (UPDATE history.outlooks SET definition = $2 WHERE name = $1 AND kept_until IS NULL RETURNING name),
            forgotten AS (DELETE FROM history.outlook_readings USING changed WHERE outlook = changed.name)
            SELECT count(*) FROM changed
            """);
        command.Parameters.AddWithValue(outlook.Name);
        command.Parameters.AddWithValue(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(outlook, ApiJson.Options));
        return await command.ExecuteScalarAsync(cancellationToken) is 1L;
    }

    /// <summary>Keeps the outlooks that rules ask for; what does not fit in is not kept.</summary>
    public Task KeepAsync(IReadOnlyList<OutlookDefinition> ofRules, DateTimeOffset now, CancellationToken cancellationToken) => KeptTable.KeepAsync(
        source,
        "outlooks",
        $"""
        INSERT INTO history.outlooks (name, definition, kept_until) SELECT $1, $2, $3
        WHERE $4 > 0 AND ((SELECT count(*) FROM history.outlooks) < {MostOutlooks} OR EXISTS (SELECT 1 FROM history.outlooks WHERE name = $1))
        """,
        [.. ofRules.Select(static outlook => (outlook.Name, outlook))],
        now,
        cancellationToken);

    /// <summary>Removes an outlook that somebody has made; false where there is none.</summary>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM history.outlooks WHERE name = $1 AND kept_until IS NULL");
        command.Parameters.AddWithValue(name);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
