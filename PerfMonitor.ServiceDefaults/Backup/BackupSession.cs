using Npgsql;

namespace PerfMonitor.ServiceDefaults;

/// <summary>The transaction in which a part is read or restored, and in whose name and at which moment.</summary>
public sealed class BackupSession(NpgsqlConnection connection, string actor, DateTimeOffset now)
{
    /// <summary>Who restores.</summary>
    public string Actor => actor;

    /// <summary>The moment, the same for the whole part.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Runs a statement with $1, $2, … and says how many rows it touched. Types that a value does not tell are cast in the text.</summary>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params IReadOnlyList<object?> values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads all rows of a statement.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params IReadOnlyList<object?> values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private NpgsqlCommand Command(string sql, IReadOnlyList<object?> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        }

        return command;
    }
}
