using Microsoft.Extensions.Options;
using Npgsql;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>Which baseline is meant: a version of a name, or the newest where the version is null.</summary>
internal sealed record BaselineChoice(string Name, int? Version);

/// <summary>The baseline that the overview compares with: what somebody has chosen, else the newest of the name that is set.</summary>
internal sealed class ReferenceBaseline(NpgsqlDataSource source, IOptions<BaselineOptions> options)
{
    public async Task<BaselineChoice> FindAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT name, version FROM history.baseline_reference");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new BaselineChoice(reader.GetString(0), reader.GetInt32(1))
            : new BaselineChoice(options.Value.Reference, Version: null);
    }

    public async Task ChooseAsync(string name, int version, string by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            INSERT INTO history.baseline_reference (name, version, chosen_by, chosen_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (only_row) DO UPDATE SET name = excluded.name, version = excluded.version, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at
            """);
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(version);
        command.Parameters.AddWithValue(by);
        command.Parameters.AddWithValue(at);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
