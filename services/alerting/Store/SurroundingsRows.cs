using Npgsql;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Store;

/// <summary>Reads what may keep alerts quiet. The sources of inhibition rules, which depend on whom they are asked for, follow as the last of a batch.</summary>
internal static class SurroundingsRows
{
    /// <summary>Everything but the sources of inhibition rules, which come after it (<see cref="ExplainingAlerts"/>).</summary>
    public static NpgsqlBatch ThenSurroundings(this NpgsqlBatch batch, RoutingTree tree, DateTimeOffset now) => batch
        .Then($"SELECT {SilenceRow.Columns} FROM alerting.silences WHERE starts_at <= $1 AND ends_at > $1", now)
        .Then($"SELECT {MaintenanceRow.Columns} FROM alerting.maintenance_windows WHERE ends_at IS NULL OR ends_at > $1", now)
        .ThenFronts(tree.Dependencies);

    /// <summary>The same from the reader, which stands at the silences, and all that follows.</summary>
    public static async Task<Surroundings> ReadSurroundingsAsync(this NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var silences = await reader.ReadAllAsync(SilenceRow.Read, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var windows = await reader.ReadAllAsync(MaintenanceRow.Read, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var fronts = await reader.ReadAllAsync(AlertRow.Read, cancellationToken);
        var sources = await reader.NextResultAsync(cancellationToken) ? await reader.ReadEachAsync(AlertRow.Read, cancellationToken) : [];
        return new Surroundings([.. sources.DistinctBy(static alert => alert.Id)], fronts, silences, windows);
    }
}
