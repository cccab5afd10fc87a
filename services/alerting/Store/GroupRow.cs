using Npgsql;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Store;

/// <summary>A group as a row of <c>alerting.groups</c>.</summary>
internal static class GroupRow
{
    /// <summary>In the order <see cref="Read"/> expects; the table goes by the alias <c>g</c>.</summary>
    public const string Columns = "g.id, g.route, g.labels, g.created_at, g.next_flush_at, g.last_notified_at, g.last_firing_notified_at";

    /// <summary>Whether the groups are made by the tree with the hash <c>$1</c>.</summary>
    public const string IsCurrent = "coalesce((SELECT hash = $1 FROM alerting.routing), true)";

    /// <summary>Whether a group is not another instance's (<see cref="RouteStage.IsAnothers"/>): the groups are made by the tree with the hash <c>$1</c>, or its routes are <c>$2</c>.</summary>
    public const string IsKnown = $"({IsCurrent} OR g.route = ANY ($2))";

    public static AlertGroup Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Identity = new GroupIdentity(row.GetString(1), StoredJson.Read<Dictionary<string, string>>(row.GetString(2))),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(3),
        NextFlushAt = row.Optional<DateTimeOffset?>(4),
        LastNotifiedAt = row.Optional<DateTimeOffset?>(5),
        LastFiringNotifiedAt = row.Optional<DateTimeOffset?>(6),
    };
}
