using Npgsql;
using NpgsqlTypes;

namespace PerfMonitor.Alerting.Store;

/// <summary>A value for a <c>jsonb</c> parameter.</summary>
internal readonly record struct Jsonb(string Text)
{
    public static Jsonb Of<T>(T value) => new(StoredJson.Write(value));
}

/// <summary>Commands with positional parameters, <c>$1</c> being the first.</summary>
internal static class Commands
{
    public static NpgsqlCommand With(this NpgsqlCommand command, params object?[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(Parameter(value));
        }

        return command;
    }

    public static NpgsqlBatch Then(this NpgsqlBatch batch, string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(Parameter(value));
        }

        batch.BatchCommands.Add(command);
        return batch;
    }

    public static async Task<List<T>> ReadAllAsync<T>(this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The one row of each result.</summary>
    public static async Task<List<T>> ReadEachAsync<T>(this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        do
        {
            rows.AddRange(await reader.ReadAllAsync(read, cancellationToken));
        }
        while (await reader.NextResultAsync(cancellationToken));
        return rows;
    }

    public static T? Optional<T>(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? default : reader.GetFieldValue<T>(column);

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        Jsonb json => new NpgsqlParameter { Value = json.Text, NpgsqlDbType = NpgsqlDbType.Jsonb },

        // PostgreSQL cannot keep the character 0, which anybody may send.
        string text => new NpgsqlParameter { Value = Storable(text) },
        string?[] texts => new NpgsqlParameter { Value = Array.ConvertAll(texts, Storable) },
        DateTimeOffset time => new NpgsqlParameter { Value = time.ToUniversalTime() },
        _ => new NpgsqlParameter { Value = value ?? DBNull.Value },
    };

    private static string? Storable(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);
}
