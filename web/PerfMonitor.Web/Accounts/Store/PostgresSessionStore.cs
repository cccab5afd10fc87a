using Npgsql;

namespace PerfMonitor.Web.Accounts.Store;

/// <summary>Sessions in the table <c>web.sessions</c>.</summary>
internal sealed class PostgresSessionStore(NpgsqlDataSource database) : ISessionStore
{
    public async Task AddAsync(byte[] tokenHash, Session session, int perUser, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            insert into web.sessions (token_hash, user_id, created_at, last_seen_at, expires_at, address)
            values ($1, $2, $3, $4, $5, $6)
            """)
        {
            Parameters =
            {
                new() { Value = tokenHash },
                new() { Value = session.UserId },
                new() { Value = session.CreatedAt },
                new() { Value = session.LastSeenAt },
                new() { Value = session.ExpiresAt },
                new() { Value = session.Address },
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            delete from web.sessions where token_hash in (
              select token_hash from web.sessions where user_id = $1 order by created_at desc, token_hash offset $2)
            """)
        {
            Parameters = { new() { Value = session.UserId }, new() { Value = perUser } },
        });
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<SignedIn?> FindAsync(byte[] tokenHash, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select s.created_at, s.last_seen_at, s.expires_at, s.address,
                   u.id, u.name, u.role, u.password_hash, u.disabled, u.created_at, u.last_login_at
            from web.sessions s join web.users u on u.id = s.user_id
            where s.token_hash = $1
            """);
        command.Parameters.Add(new() { Value = tokenHash });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            return null;

        var user = new User(
            reader.GetGuid(4),
            reader.GetString(5),
            RoleNames.Parse(reader.GetString(6)),
            reader.GetString(7),
            reader.GetBoolean(8),
            reader.GetFieldValue<DateTimeOffset>(9),
            reader.IsDBNull(10) ? null : reader.GetFieldValue<DateTimeOffset>(10));
        var session = new Session(
            user.Id,
            reader.GetFieldValue<DateTimeOffset>(0),
            reader.GetFieldValue<DateTimeOffset>(1),
            reader.GetFieldValue<DateTimeOffset>(2),
            reader.GetString(3));
        return new SignedIn(session, user);
    }

    public async Task TouchAsync(byte[] tokenHash, DateTimeOffset seenAt, DateTimeOffset expiresAt, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "update web.sessions set last_seen_at = $2, expires_at = $3 where token_hash = $1");
        command.Parameters.Add(new() { Value = tokenHash });
        command.Parameters.Add(new() { Value = seenAt });
        command.Parameters.Add(new() { Value = expiresAt });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task EndAsync(byte[] tokenHash, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("delete from web.sessions where token_hash = $1");
        command.Parameters.Add(new() { Value = tokenHash });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("delete from web.sessions where expires_at <= $1");
        command.Parameters.Add(new() { Value = now });
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
