using Npgsql;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Store;

/// <summary>What a channel was told about a group, as a row of <c>alerting.group_channels</c>.</summary>
internal static class ChannelMemoryRow
{
    /// <summary>In the order <see cref="Read"/> expects; the table goes by the alias <c>c</c>.</summary>
    public const string Columns = "c.channel, c.change, c.notified_at, c.told, c.thread, c.failure, c.decision, c.acknowledged, c.ended, c.losses, c.lost_at";

    /// <summary>Of several groups, in the order <see cref="ReadOfGroup"/> expects.</summary>
    public const string ColumnsOfGroups = $"{Columns}, c.group_id";

    public static ChannelMemory Read(NpgsqlDataReader row) => new(row.GetString(0))
    {
        Change = row.GetInt32(1),
        NotifiedAt = row.Optional<DateTimeOffset?>(2),
        Told = row.GetFieldValue<string[]>(3).ToHashSet(),
        Thread = row.Optional<Guid?>(4),
        Failure = row.Optional<string>(5),
        Decision = row.Optional<string>(6),
        Acknowledged = row.GetFieldValue<string[]>(7).ToHashSet(),
        Ended = StoredJson.Read<Dictionary<string, DateTimeOffset>>(row.GetString(8)),
        Losses = row.GetInt32(9),
        LostAt = row.Optional<DateTimeOffset?>(10),
    };

    public static (long GroupId, ChannelMemory Memory) ReadOfGroup(NpgsqlDataReader row) => (row.GetInt64(row.FieldCount - 1), Read(row));
}
