using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Accounts.Store;

namespace PerfMonitor.Web.Tests.Fakes;

/// <summary>API keys in memory, under the same rules as in PostgreSQL.</summary>
internal sealed class InMemoryApiKeys : IApiKeyStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ApiKey> _keys = [];

    public int Finds { get; private set; }

    public int Notes { get; private set; }

    /// <summary>Everything that is kept of keys, as text.</summary>
    public string Dump()
    {
        lock (_lock)
            return string.Join('\n', _keys.Select(entry => $"{entry.Key} {entry.Value}"));
    }

    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<ApiKey>>([.. _keys.Values.OrderByDescending(key => key.CreatedAt)]);
    }

    public Task<ApiKey?> FindAsync(byte[] keyHash, CancellationToken cancellation)
    {
        lock (_lock)
        {
            Finds++;
            return Task.FromResult(_keys.GetValueOrDefault(Convert.ToHexString(keyHash)));
        }
    }

    public Task AddAsync(ApiKey key, byte[] keyHash, CancellationToken cancellation)
    {
        lock (_lock)
            _keys.Add(Convert.ToHexString(keyHash), key);
        return Task.CompletedTask;
    }

    public Task<ApiKey> SetEnvironmentKeyAsync(ApiKey key, byte[] keyHash, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var hash = Convert.ToHexString(keyHash);
            var (keptHash, kept) = _keys.FirstOrDefault(entry => entry.Value.Origin == KeyOrigin.Environment);
            if (keptHash == hash)
                return Task.FromResult(kept);
            if (keptHash is not null)
                _keys.Remove(keptHash);
            _keys.Add(hash, key);
            return Task.FromResult(key);
        }
    }

    public Task<bool> RevokeAsync(Guid id, DateTimeOffset at, CancellationToken cancellation) =>
        Replace(id, key => key with { RevokedAt = at });

    public Task<bool> ChangeAsync(Guid id, string? name, DateTimeOffset? expiresAt, CancellationToken cancellation) =>
        Replace(id, key => key with { Name = name ?? key.Name, ExpiresAt = expiresAt ?? key.ExpiresAt });

    public Task NoteUseAsync(Guid id, DateTimeOffset at, CancellationToken cancellation)
    {
        Notes++;
        return Replace(id, key => key with { LastUsedAt = at });
    }

    private Task<bool> Replace(Guid id, Func<ApiKey, ApiKey> replace)
    {
        lock (_lock)
        {
            var (hash, key) = _keys.FirstOrDefault(entry => entry.Value.Id == id && entry.Value.RevokedAt is null);
            if (hash is null)
                return Task.FromResult(false);
            _keys[hash] = replace(key);
            return Task.FromResult(true);
        }
    }
}
