using Npgsql;
using NpgsqlTypes;

namespace PerfMonitor.Web.Accounts.Store;

/// <summary>Keys in the table <c>web.api_keys</c>.</summary>
internal sealed class PostgresApiKeyStore(NpgsqlDataSource database) : IApiKeyStore
{
    private const string Insert =
        """
        insert into web.api_keys (id, name, prefix, key_hash, role, scope, origin, created_by, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    /// <summary>Keys listed at most; the newest are kept in view.</summary>
    private const int ListLimit = 1000;

    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"select {ApiKeyRow.Columns} from web.api_keys order by created_at desc, id limit {ListLimit}");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var keys = new List<ApiKey>();
        while (await reader.ReadAsync(cancellation))
            keys.Add(ApiKeyRow.Read(reader));
        return keys;
    }

    public async Task<ApiKey?> FindAsync(byte[] keyHash, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select {ApiKeyRow.Columns} from web.api_keys where key_hash = $1");
        command.Parameters.Add(new() { Value = keyHash });
        return await FirstAsync(command, cancellation);
    }

    public async Task AddAsync(ApiKey key, byte[] keyHash, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Insert);
        AddParameters(command, key, keyHash);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<ApiKey> SetEnvironmentKeyAsync(ApiKey key, byte[] keyHash, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var upsert = new NpgsqlCommand(
            $"""
            {Insert}
            on conflict (origin) where origin = 'environment' do update
            set id = excluded.id, name = excluded.name, prefix = excluded.prefix, key_hash = excluded.key_hash,
                role = excluded.role, scope = excluded.scope, created_by = excluded.created_by,
                created_at = excluded.created_at, expires_at = null, revoked_at = null, last_used_at = null
            where web.api_keys.key_hash <> excluded.key_hash
            """,
            connection);
        AddParameters(upsert, key, keyHash);
        await upsert.ExecuteNonQueryAsync(cancellation);

        await using var find = new NpgsqlCommand($"select {ApiKeyRow.Columns} from web.api_keys where origin = 'environment'", connection);
        return (await FirstAsync(find, cancellation))!;
    }

    public async Task<bool> RevokeAsync(Guid id, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "update web.api_keys set revoked_at = $2 where id = $1 and revoked_at is null");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = at });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    public async Task<bool> ChangeAsync(Guid id, string? name, DateTimeOffset? expiresAt, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            update web.api_keys set name = coalesce($2, name), expires_at = coalesce($3, expires_at)
            where id = $1 and revoked_at is null
            """);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = (object?)name ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)expiresAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    public async Task NoteUseAsync(Guid id, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("update web.api_keys set last_used_at = $2 where id = $1");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = at });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void AddParameters(NpgsqlCommand command, ApiKey key, byte[] keyHash)
    {
        command.Parameters.Add(new() { Value = key.Id });
        command.Parameters.Add(new() { Value = key.Name });
        command.Parameters.Add(new() { Value = key.Prefix });
        command.Parameters.Add(new() { Value = keyHash });
        command.Parameters.Add(new() { Value = key.Role.Name() });
        command.Parameters.Add(new() { Value = ApiKeyRow.TextOf(key.Scope) });
        command.Parameters.Add(new() { Value = key.Origin == KeyOrigin.Environment ? "environment" : "user" });
        command.Parameters.Add(new() { Value = key.CreatedBy });
        command.Parameters.Add(new() { Value = key.CreatedAt });
        command.Parameters.Add(new() { Value = (object?)key.ExpiresAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
    }

    private static async Task<ApiKey?> FirstAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? ApiKeyRow.Read(reader) : null;
    }
}
