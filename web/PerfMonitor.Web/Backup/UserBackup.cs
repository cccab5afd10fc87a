using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Accounts.Store;

namespace PerfMonitor.Web.Backup;

/// <summary>What a user may do.</summary>
internal sealed record UserDefinition(Role Role, bool Disabled = false);

/// <summary>Users, by name. The hash of the password is the secret; without it a new user cannot sign in before an admin sets one.</summary>
internal sealed class UserBackup(Passwords passwords, Sessions sessions) : BackupKind<UserDefinition>("users", "web.users", int.MaxValue, BackupJson.Frame)
{
    private const string Password = "password";

    public override Task AnnounceAsync(CancellationToken cancellationToken)
    {
        sessions.Forget();
        return Task.CompletedTask;
    }

    protected override async Task<IReadOnlyList<Kept<UserDefinition>>> ListAsync(BackupSession session, CancellationToken cancellationToken) => await session.QueryAsync(
        $"select {UserRow.Columns} from web.users order by lower(name)",
        static row => Of(UserRow.Read(row)),
        cancellationToken);

    protected override (UserDefinition? Definition, string? Reason) Check(Kept<UserDefinition> item, DateTimeOffset now) =>
        AccountRules.RefuseUserName(item.Id) is { } refusal ? (null, refusal) : (item.Definition, null);

    protected override async Task<Restored> WriteAsync(RestoreStep<UserDefinition> restore, CancellationToken cancellationToken)
    {
        var (session, after) = (restore.Session, restore.Definition);
        if (restore.Before is null)
        {
            var hash = restore.Secret(Password);
            await session.ExecuteAsync(
                "insert into web.users (id, name, role, password_hash, disabled, created_at) values ($1, $2, $3, $4, $5, $6)",
                cancellationToken,
                Guid.CreateVersion7(), restore.Id, after.Role.Name(), hash ?? passwords.Hash(Secret.NewPassword()), after.Disabled, restore.Item.CreatedAt ?? session.Now);
            return Restored.Done(hash is null ? "without a password, which the backup does not hold; set one, so that the user can sign in" : null);
        }

        if (!await MayBecomeAsync(session, restore.Before, after, cancellationToken))
            return Restored.Refused("it is the last admin who can sign in");
        await session.ExecuteAsync(
            """
            with ended as (delete from web.sessions where user_id = (select id from web.users where name = $1))
            update web.users set role = $2, disabled = $3, password_hash = $4 where name = $1
            """,
            cancellationToken,
            restore.Id, after.Role.Name(), after.Disabled, restore.Secret(Password));
        return Restored.Done(restore.Secret(Password) == restore.Before.Secrets![Password] ? null : "with the password of the backup");
    }

    protected override async Task<Restored> RemoveAsync(BackupSession session, Kept<UserDefinition> item, CancellationToken cancellationToken)
    {
        if (item.Id == session.Actor)
            return Restored.Refused("it is you");
        if (!await MayBecomeAsync(session, item, null, cancellationToken))
            return Restored.Refused("it is the last admin who can sign in");
        await session.ExecuteAsync("delete from web.users where name = $1", cancellationToken, item.Id);
        return Restored.Done();
    }

    private static async Task<bool> MayBecomeAsync(BackupSession session, Kept<UserDefinition> before, UserDefinition? after, CancellationToken cancellationToken)
    {
        var others = await session.QueryAsync(
            "select count(*) from web.users where role = 'admin' and not disabled and name <> $1", static row => row.GetInt64(0), cancellationToken, before.Id);
        return LastAdminRule.Allows(IsActiveAdmin(before.Definition), after is not null && IsActiveAdmin(after), others[0]);
    }

    private static bool IsActiveAdmin(UserDefinition user) => LastAdminRule.IsActiveAdmin(user.Role, user.Disabled);

    private static Kept<UserDefinition> Of(User user) => new(user.Name, new UserDefinition(user.Role, user.Disabled))
    {
        CreatedAt = user.CreatedAt,
        Secrets = new Dictionary<string, string> { [Password] = user.PasswordHash },
    };
}
