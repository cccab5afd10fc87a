namespace PerfMonitor.Web.Accounts.Store;

/// <summary>Keeps API keys under their hash.</summary>
internal interface IApiKeyStore
{
    Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation);

    Task<ApiKey?> FindAsync(byte[] keyHash, CancellationToken cancellation);

    Task AddAsync(ApiKey key, byte[] keyHash, CancellationToken cancellation);

    /// <summary>
    /// Makes this the one key from the environment. The same value changes nothing, so that a revoked one stays revoked;
    /// another value replaces the key.
    /// </summary>
    /// <returns>The key as it now stands.</returns>
    Task<ApiKey> SetEnvironmentKeyAsync(ApiKey key, byte[] keyHash, CancellationToken cancellation);

    /// <returns>False when there is no such key, or it was revoked already.</returns>
    Task<bool> RevokeAsync(Guid id, DateTimeOffset at, CancellationToken cancellation);

    /// <returns>False when there is no such key that still works.</returns>
    Task<bool> ChangeAsync(Guid id, string? name, DateTimeOffset? expiresAt, CancellationToken cancellation);

    Task NoteUseAsync(Guid id, DateTimeOffset at, CancellationToken cancellation);
}
