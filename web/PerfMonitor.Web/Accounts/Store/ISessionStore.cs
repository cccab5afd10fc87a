namespace PerfMonitor.Web.Accounts.Store;

/// <summary>Keeps sessions under the hash of their token.</summary>
internal interface ISessionStore
{
    /// <summary>Adds a session, and ends the user's oldest ones beyond the limit.</summary>
    Task AddAsync(byte[] tokenHash, Session session, int perUser, CancellationToken cancellation);

    Task<SignedIn?> FindAsync(byte[] tokenHash, CancellationToken cancellation);

    Task TouchAsync(byte[] tokenHash, DateTimeOffset seenAt, DateTimeOffset expiresAt, CancellationToken cancellation);

    Task EndAsync(byte[] tokenHash, CancellationToken cancellation);

    /// <returns>How many were deleted because their time was over.</returns>
    Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellation);
}
