using System.Security.Cryptography;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Accounts.Store;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Backup;

/// <summary>A key without its text. The hash of 256 random bits tells nobody the key, so it is no secret.</summary>
internal sealed record ApiKeyDefinition(string Name, string Prefix, byte[] Hash, Role Role, KeyScope Scope, DateTimeOffset? ExpiresAt = null);

/// <summary>API keys that people have made and nobody has revoked. One that is revoked stays so; one that is removed is revoked.</summary>
internal sealed class ApiKeyBackup(ApiKeys keys) : BackupKind<ApiKeyDefinition>("apiKeys", "web.api_keys", int.MaxValue, BackupJson.Frame)
{
    protected override bool HasUuids => true;

    public override Task AnnounceAsync(CancellationToken cancellationToken)
    {
        keys.Forget();
        return Task.CompletedTask;
    }

    protected override string LabelOf(Kept<ApiKeyDefinition> item) => item.Definition.Name;

    protected override async Task<IReadOnlyList<Kept<ApiKeyDefinition>>> ListAsync(BackupSession session, CancellationToken cancellationToken) => await session.QueryAsync(
        $"select {ApiKeyRow.Columns}, key_hash from web.api_keys order by id",
        static row => Of(ApiKeyRow.Read(row), row.GetFieldValue<byte[]>(row.GetOrdinal("key_hash"))),
        cancellationToken);

    protected override (ApiKeyDefinition? Definition, string? Reason) Check(Kept<ApiKeyDefinition> item, DateTimeOffset now) =>
        AccountRules.RefuseKeyName(item.Definition.Name) is { } refusal ? (null, refusal)
        : item.Definition.Hash.Length != SHA256.HashSizeInBytes ? (null, $"its hash has {item.Definition.Hash.Length} bytes; it must be SHA-256")
        : (item.Definition with { ExpiresAt = item.Definition.ExpiresAt?.ToUniversalTime() }, null);

    protected override async Task<Restored> WriteAsync(RestoreStep<ApiKeyDefinition> restore, CancellationToken cancellationToken)
    {
        var (session, key) = (restore.Session, restore.Definition);
        await session.ExecuteAsync(
            """
            insert into web.api_keys (id, name, prefix, key_hash, role, scope, origin, created_by, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, 'user', $7, $8, $9::timestamptz)
            on conflict (id) do update
            set name = excluded.name, prefix = excluded.prefix, key_hash = excluded.key_hash, role = excluded.role, scope = excluded.scope, expires_at = excluded.expires_at
            """,
            cancellationToken,
            Guid.Parse(restore.Id), key.Name, key.Prefix, key.Hash, key.Role.Name(), ApiKeyRow.TextOf(key.Scope), restore.Item.CreatedBy ?? session.Actor, restore.Item.CreatedAt ?? session.Now, key.ExpiresAt);
        return Restored.Done();
    }

    protected override async Task<Restored> RemoveAsync(BackupSession session, Kept<ApiKeyDefinition> item, CancellationToken cancellationToken)
    {
        if (session.Actor == Caller.NameOfKey(item.Definition.Name))
            return Restored.Refused("it is the key of this request");
        await session.ExecuteAsync("update web.api_keys set revoked_at = $2 where id = $1", cancellationToken, Guid.Parse(item.Id), session.Now);
        return Restored.Done("revoked");
    }

    private static Kept<ApiKeyDefinition> Of(ApiKey key, byte[] hash) => new(key.Id.ToString(), new ApiKeyDefinition(key.Name, key.Prefix, hash, key.Role, key.Scope, key.ExpiresAt))
    {
        CreatedAt = key.CreatedAt,
        CreatedBy = key.CreatedBy,
        LeftAlone = key switch
        {
            { Origin: KeyOrigin.Environment } => "it is PERFMONITOR_API_KEY, and comes from the environment",
            { RevokedAt: { } at } => $"it was revoked at {at:u}, and stays so",
            _ => null,
        },
    };
}
