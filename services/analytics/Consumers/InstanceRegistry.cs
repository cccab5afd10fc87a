using Npgsql;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>The instances of this service that live, by PostgreSQL's clock: table <c>history.instances</c>.</summary>
internal sealed class InstanceRegistry(NpgsqlDataSource source)
{
    // Several refreshes: one that is slow is not dead.
    private const string Lifetime = "10 seconds";

    /// <summary>This instance, as long as its process lives.</summary>
    public Guid Self { get; } = Guid.NewGuid();

    /// <summary>Says that this instance lives; returns all that do.</summary>
    public async Task<IReadOnlyList<Guid>> RefreshAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            WITH gone AS (DELETE FROM history.instances WHERE seen_at < now() - interval '{Lifetime}' AND id <> $1),
            me AS (INSERT INTO history.instances AS known (id, seen_at) VALUES ($1, now()) ON CONFLICT (id) DO UPDATE SET seen_at = now())
            SELECT id FROM history.instances WHERE seen_at >= now() - interval '{Lifetime}' AND id <> $1
            """);
        command.Parameters.AddWithValue(Self);
        var members = new List<Guid> { Self };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            members.Add(reader.GetGuid(0));
        }

        return members;
    }

    /// <summary>Takes leave; the others share its partitions among them.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM history.instances WHERE id = $1");
        command.Parameters.AddWithValue(Self);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
