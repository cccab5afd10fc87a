using Npgsql;
using NpgsqlTypes;

namespace PerfMonitor.Web.Auditing;

/// <summary>The audit log in the table <c>web.audit</c>.</summary>
internal sealed class PostgresAuditStore(NpgsqlDataSource database) : IAuditStore
{
    public async Task AddAsync(AuditEntry entry, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            insert into web.audit (at, actor, action, target, address, outcome, detail)
            values ($1, $2, $3, $4, $5, $6, $7)
            """);
        command.Parameters.Add(new() { Value = entry.At });
        command.Parameters.Add(new() { Value = entry.Actor });
        command.Parameters.Add(new() { Value = entry.Action });
        command.Parameters.Add(new() { Value = entry.Target });
        command.Parameters.Add(new() { Value = entry.Address });
        command.Parameters.Add(new() { Value = entry.Outcome.ToString() });
        command.Parameters.Add(new() { Value = entry.Detail });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<IReadOnlyList<StoredAuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select id, at, actor, action, target, address, outcome, detail from web.audit
            where ($2::bigint is null or id < $2) and ($3::text is null or actor = $3) and ($4::text is null or action = $4)
            order by id desc
            limit $1
            """);
        command.Parameters.Add(new() { Value = query.Limit });
        command.Parameters.Add(new() { Value = (object?)query.Before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = (object?)query.Actor ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)query.Action ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var entries = new List<StoredAuditEntry>();
        while (await reader.ReadAsync(cancellation))
        {
            entries.Add(new StoredAuditEntry(
                reader.GetInt64(0),
                reader.GetFieldValue<DateTimeOffset>(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetString(4),
                reader.GetString(5),
                Enum.Parse<AuditOutcome>(reader.GetString(6)),
                reader.GetString(7)));
        }

        return entries;
    }

    public async Task<int> DeleteAsync(DateTimeOffset olderThan, long keep, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            delete from web.audit
            where at < $1 or id <= (select id from web.audit order by id desc offset $2 limit 1)
            """);
        command.Parameters.Add(new() { Value = olderThan });
        command.Parameters.Add(new() { Value = keep });
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
