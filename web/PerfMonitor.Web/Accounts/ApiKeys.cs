using Microsoft.Extensions.Options;
using PerfMonitor.Web.Accounts.Store;

namespace PerfMonitor.Web.Accounts;

/// <summary>Makes, finds and revokes API keys.</summary>
internal sealed class ApiKeys(IApiKeyStore store, IOptions<SessionOptions> options, TimeProvider time)
{
    private readonly ExpiringCache<ApiKey> _cache = new(capacity: 10_000, options.Value.CachedFor, time);

    /// <summary>How stale the noted last use may get: each use of a key would be a write otherwise.</summary>
    private static readonly TimeSpan NoteInterval = TimeSpan.FromMinutes(1);

    /// <summary>The key with this text, expired or revoked ones included; null when there is none.</summary>
    public async Task<ApiKey?> FindAsync(string text, CancellationToken cancellation)
    {
        // Longer texts cannot be keys: they are not even hashed.
        if (text.Length > 512)
            return null;
        var hash = Secret.Hash(text);
        return await _cache.GetOrLoadAsync(Convert.ToHexString(hash), () => LoadAsync(hash, cancellation));
    }

    /// <summary>Makes a key.</summary>
    /// <returns>The key and its text, which is kept nowhere and cannot be shown again.</returns>
    public async Task<(ApiKey Key, string Text)> CreateAsync(
        string name, Role role, KeyScope scope, DateTimeOffset? expiresAt, string createdBy, CancellationToken cancellation)
    {
        var text = Secret.NewApiKey();
        var key = Describe(text, name, role, scope, KeyOrigin.User, createdBy) with { ExpiresAt = expiresAt };
        await store.AddAsync(key, Secret.Hash(text), cancellation);
        return (key, text);
    }

    /// <summary>Makes <c>PERFMONITOR_API_KEY</c> an admin key.</summary>
    public async Task<ApiKey> SetEnvironmentKeyAsync(string text, CancellationToken cancellation)
    {
        var key = Describe(text, "PERFMONITOR_API_KEY", Role.Admin, KeyScope.All, KeyOrigin.Environment, "environment");
        var kept = await store.SetEnvironmentKeyAsync(key, Secret.Hash(text), cancellation);
        Forget();
        return kept;
    }

    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation) => store.ListAsync(cancellation);

    public async Task<bool> RevokeAsync(Guid id, CancellationToken cancellation)
    {
        var revoked = await store.RevokeAsync(id, time.GetUtcNow(), cancellation);
        Forget();
        return revoked;
    }

    public async Task<bool> ChangeAsync(Guid id, string? name, DateTimeOffset? expiresAt, CancellationToken cancellation)
    {
        var changed = await store.ChangeAsync(id, name, expiresAt, cancellation);
        Forget();
        return changed;
    }

    /// <summary>Keys have changed: nothing remembered holds any more.</summary>
    public void Forget() => _cache.Clear();

    private ApiKey Describe(string text, string name, Role role, KeyScope scope, KeyOrigin origin, string createdBy) =>
        new(Guid.CreateVersion7(), name, Secret.Shown(text), role, scope, origin, createdBy, time.GetUtcNow(), null, null, null);

    private async Task<ApiKey?> LoadAsync(byte[] hash, CancellationToken cancellation)
    {
        var key = await store.FindAsync(hash, cancellation);
        var now = time.GetUtcNow();
        if (key is null || key.RefuseAt(now) is not null || now - key.LastUsedAt < NoteInterval)
            return key;
        await store.NoteUseAsync(key.Id, now, cancellation);
        return key with { LastUsedAt = now };
    }
}
