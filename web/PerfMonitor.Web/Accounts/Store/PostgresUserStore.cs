using Npgsql;

namespace PerfMonitor.Web.Accounts.Store;

/// <summary>Users in the table <c>web.users</c>.</summary>
internal sealed class PostgresUserStore(NpgsqlDataSource database) : IUserStore
{
    public async Task<User?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select {UserRow.Columns} from web.users where id = $1");
        command.Parameters.Add(new() { Value = id });
        return await FirstAsync(command, cancellation);
    }

    public async Task<User?> FindByNameAsync(string name, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select {UserRow.Columns} from web.users where lower(name) = lower($1)");
        command.Parameters.Add(new() { Value = name });
        return await FirstAsync(command, cancellation);
    }

    public async Task<IReadOnlyList<User>> ListAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select {UserRow.Columns} from web.users order by lower(name)");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var users = new List<User>();
        while (await reader.ReadAsync(cancellation))
            users.Add(UserRow.Read(reader));
        return users;
    }

    public async Task<bool> AddAsync(User user, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            insert into web.users (id, name, role, password_hash, disabled, created_at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict do nothing
            """);
        AddParameters(command, user);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    public async Task<bool> AddFirstAsync(User user, CancellationToken cancellation)
    {
        // The lock keeps two instances that start together from both seeing an empty table.
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await LockAsync(connection, cancellation);
        await using var command = new NpgsqlCommand(
            """
            insert into web.users (id, name, role, password_hash, disabled, created_at)
            select $1, $2, $3, $4, $5, $6
            where not exists (select from web.users)
            """,
            connection);
        AddParameters(command, user);
        var added = await command.ExecuteNonQueryAsync(cancellation) == 1;
        await transaction.CommitAsync(cancellation);
        return added;
    }

    public Task<UserChangeOutcome> ChangeAsync(Guid id, UserChange change, CancellationToken cancellation) =>
        ReplaceAsync(id, change.ApplyTo, cancellation);

    public Task<UserChangeOutcome> DeleteAsync(Guid id, CancellationToken cancellation) =>
        ReplaceAsync(id, _ => null, cancellation);

    public async Task NoteLoginAsync(Guid id, DateTimeOffset at, string? newHash, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "update web.users set last_login_at = $2, password_hash = coalesce($3, password_hash) where id = $1");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = at });
        command.Parameters.Add(new() { Value = (object?)newHash ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<UserChangeOutcome> ReplaceAsync(Guid id, Func<User, User?> replace, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await LockAsync(connection, cancellation);

        await using var find = new NpgsqlCommand($"select {UserRow.Columns} from web.users where id = $1", connection);
        find.Parameters.Add(new() { Value = id });
        if (await FirstAsync(find, cancellation) is not { } before)
            return UserChangeOutcome.NotFound;

        await using var count = new NpgsqlCommand(
            "select count(*) from web.users where role = 'admin' and not disabled and id <> $1", connection);
        count.Parameters.Add(new() { Value = id });
        var otherAdmins = (long)(await count.ExecuteScalarAsync(cancellation))!;

        var after = replace(before);
        if (!LastAdminRule.Allows(before, after, otherAdmins))
            return UserChangeOutcome.LastAdmin;

        await (after is null ? DeleteRowAsync(connection, id, cancellation) : UpdateRowAsync(connection, after, cancellation));
        await transaction.CommitAsync(cancellation);
        return UserChangeOutcome.Done;
    }

    private static async Task DeleteRowAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("delete from web.users where id = $1", connection);
        command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task UpdateRowAsync(NpgsqlConnection connection, User user, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            with ended as (delete from web.sessions where user_id = $1)
            update web.users set role = $2, disabled = $3, password_hash = $4 where id = $1
            """,
            connection);
        command.Parameters.Add(new() { Value = user.Id });
        command.Parameters.Add(new() { Value = user.Role.Name() });
        command.Parameters.Add(new() { Value = user.Disabled });
        command.Parameters.Add(new() { Value = user.PasswordHash });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("lock table web.users in share row exclusive mode", connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void AddParameters(NpgsqlCommand command, User user)
    {
        command.Parameters.Add(new() { Value = user.Id });
        command.Parameters.Add(new() { Value = user.Name });
        command.Parameters.Add(new() { Value = user.Role.Name() });
        command.Parameters.Add(new() { Value = user.PasswordHash });
        command.Parameters.Add(new() { Value = user.Disabled });
        command.Parameters.Add(new() { Value = user.CreatedAt });
    }

    private static async Task<User?> FirstAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? UserRow.Read(reader) : null;
    }
}
