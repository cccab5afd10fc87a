using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Keeps the rows of a table of definitions that exist for rules.</summary>
internal static class KeptTable
{
    // So that an instance that has not read a rule yet, or has another version of its file, takes nothing away.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>
    /// Adds what is missing, as long as there is room, and removes what no rule has asked for within an hour. Names tell definitions
    /// apart, so a row that is there needs no change.
    /// </summary>
    /// <param name="source">The database.</param>
    /// <param name="insert">Inserts the row named $1 with the definition $2, kept until $3, the moment being $4, where there is room.</param>
    /// <param name="table">The table.</param>
    /// <param name="wanted">What the rules in force ask for, by name.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task KeepAsync<T>(NpgsqlDataSource source, string table, string insert, IReadOnlyCollection<(string Name, T Definition)> wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (name, definition) in wanted)
        {
            batch.BatchCommands.Add(new($"{insert} ON CONFLICT (name) DO UPDATE SET kept_until = excluded.kept_until WHERE {table}.kept_until IS NOT NULL")
            {
                Parameters =
                {
                    new() { Value = name },
                    new() { Value = JsonSerializer.Serialize(definition, ApiJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb },
                    new() { Value = (now + Grace).ToUniversalTime() },
                    new() { Value = now.ToUnixTimeMilliseconds() },
                },
            });
        }

        batch.BatchCommands.Add(new($"DELETE FROM history.{table} WHERE kept_until < $1") { Parameters = { new() { Value = now.ToUniversalTime() } } });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
