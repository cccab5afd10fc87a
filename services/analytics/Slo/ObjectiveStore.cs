using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Analysis.Slo;
using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Slo;

/// <summary>An objective as it is stored; <see cref="DefinedAt"/> is when it was given its present definition.</summary>
internal sealed record StoredObjective(ObjectiveDefinition Definition, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset DefinedAt, long CountedUntilMs);

/// <summary>Events of the spans up to the last counted slot, and for how long events are known.</summary>
internal sealed record ObjectiveCounts(IReadOnlyDictionary<TimeSpan, EventCounts> BySpan, TimeSpan Known)
{
    public EventCounts Of(TimeSpan span) => BySpan.GetValueOrDefault(span);
}

/// <summary>Objectives and their slots in PostgreSQL.</summary>
internal sealed class ObjectiveStore(NpgsqlDataSource source)
{
    /// <summary>Objectives at most: each has up to 130,000 slots (90 days of minutes), and is judged by sums over them.</summary>
    public const int MostObjectives = 50;

    public async Task<IReadOnlyList<StoredObjective>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT definition::text, created_at, created_by, defined_at, counted_until_ms FROM history.objectives ORDER BY name LIMIT {MostObjectives}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var objectives = new List<StoredObjective>();
        while (await reader.ReadAsync(cancellationToken))
        {
            objectives.Add(new StoredObjective(
                JsonSerializer.Deserialize<ObjectiveDefinition>(reader.GetString(0), ApiJson.Options)!,
                reader.GetFieldValue<DateTimeOffset>(1),
                reader.GetString(2),
                reader.GetFieldValue<DateTimeOffset>(3),
                reader.GetInt64(4)));
        }

        return objectives;
    }

    public async Task<StoredObjective?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(objective => objective.Definition.Name == name);

    /// <summary>Stores a new objective; false where the name is taken, or there are as many as may be.</summary>
    public async Task<bool> AddAsync(StoredObjective objective, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            INSERT INTO history.objectives (name, definition, created_at, created_by, defined_at, counted_until_ms)
            SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM history.objectives) < {MostObjectives}
            ON CONFLICT (name) DO NOTHING
            """);
        command.Parameters.AddWithValue(objective.Definition.Name);
        command.Parameters.AddWithValue(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(objective.Definition, ApiJson.Options));
        command.Parameters.AddWithValue(objective.CreatedAt);
        command.Parameters.AddWithValue(objective.CreatedBy);
        command.Parameters.AddWithValue(objective.DefinedAt);
        command.Parameters.AddWithValue(objective.CountedUntilMs);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>
    /// Gives an objective another definition, and forgets its slots where they do not hold for it; false where it is gone or was defined
    /// anew since it was read.
    /// </summary>
    public async Task<bool> RedefineAsync(StoredObjective before, StoredObjective after, CancellationToken cancellationToken)
    {
        var countAnew = !after.Definition.CountsAs(before.Definition);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var update = new NpgsqlCommand("""
            UPDATE history.objectives SET definition = $3, defined_at = $4, counted_until_ms = CASE WHEN $5 THEN $6 ELSE counted_until_ms END
            WHERE name = $1 AND defined_at = $2
            """, connection, transaction);
        update.Parameters.AddWithValue(before.Definition.Name);
        update.Parameters.AddWithValue(before.DefinedAt);
        update.Parameters.AddWithValue(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(after.Definition, ApiJson.Options));
        update.Parameters.AddWithValue(after.DefinedAt);
        update.Parameters.AddWithValue(countAnew);
        update.Parameters.AddWithValue(after.CountedUntilMs);
        if (await update.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        if (countAnew)
        {
            await using var forget = new NpgsqlCommand("DELETE FROM history.objective_slots WHERE objective = $1", connection, transaction);
            forget.Parameters.AddWithValue(before.Definition.Name);
            await forget.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM history.objectives WHERE name = $1");
        command.Parameters.AddWithValue(name);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Stores slots and how far they are counted, and drops those that have left the window; false, and nothing is stored, where the objective is gone or defined anew.</summary>
    public async Task<bool> SaveAsync(StoredObjective objective, IReadOnlyList<CountedSlot> slots, long countedUntilMs, CancellationToken cancellationToken)
    {
        var definition = objective.Definition;
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var advance = new NpgsqlCommand("UPDATE history.objectives SET counted_until_ms = $2 WHERE name = $1 AND defined_at = $3", connection, transaction)
        {
            Parameters = { new() { Value = definition.Name }, new() { Value = countedUntilMs }, new() { Value = objective.DefinedAt } },
        };
        if (await advance.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        // The row stays locked until the commit, so the definition is still the same.
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new("""
            INSERT INTO history.objective_slots (objective, start_ms, good, total)
            SELECT $1, slot.start_ms, slot.good, slot.total FROM unnest($2, $3, $4) AS slot (start_ms, good, total)
            ON CONFLICT (objective, start_ms) DO UPDATE SET good = excluded.good, total = excluded.total
            """)
        {
            Parameters =
            {
                new() { Value = definition.Name },
                new() { Value = slots.Select(static slot => slot.StartMs).ToArray() },
                new() { Value = slots.Select(static slot => slot.Events.Good).ToArray() },
                new() { Value = slots.Select(static slot => slot.Events.Total).ToArray() },
            },
        });
        batch.BatchCommands.Add(new("DELETE FROM history.objective_slots WHERE objective = $1 AND start_ms < $2")
        {
            Parameters = { new() { Value = definition.Name }, new() { Value = countedUntilMs - (long)definition.Objective.Window.TotalMilliseconds } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Sums the slots of each span that ends with the last counted slot.</summary>
    public async Task<ObjectiveCounts> CountAsync(StoredObjective objective, IReadOnlyList<TimeSpan> spans, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            SELECT span.ms, coalesce(sum(slot.good), 0), coalesce(sum(slot.total), 0), min(slot.start_ms)
            FROM unnest($2) AS span (ms)
            LEFT JOIN history.objective_slots AS slot ON slot.objective = $1 AND slot.start_ms >= $3 - span.ms AND slot.start_ms < $3
            GROUP BY span.ms
            """);
        command.Parameters.AddWithValue(objective.Definition.Name);
        command.Parameters.AddWithValue(spans.Select(static span => (long)span.TotalMilliseconds).Distinct().ToArray());
        command.Parameters.AddWithValue(objective.CountedUntilMs);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (counts, first) = (new Dictionary<TimeSpan, EventCounts>(), objective.CountedUntilMs);
        while (await reader.ReadAsync(cancellationToken))
        {
            counts[TimeSpan.FromMilliseconds(reader.GetInt64(0))] = new EventCounts(reader.GetDouble(1), reader.GetDouble(2));
            first = await reader.IsDBNullAsync(3, cancellationToken) ? first : Math.Min(first, reader.GetInt64(3));
        }

        return new ObjectiveCounts(counts, TimeSpan.FromMilliseconds(objective.CountedUntilMs - first));
    }
}
