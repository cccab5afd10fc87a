using Microsoft.Extensions.Options;
using PerfMonitor.Web.Accounts.Store;

namespace PerfMonitor.Web.Accounts;

/// <summary>Begins, finds, prolongs and ends sessions.</summary>
internal sealed class Sessions(ISessionStore store, IOptions<SessionOptions> options, TimeProvider time)
{
    // 10,000 sessions seen within seconds is far beyond what one instance serves.
    private readonly ExpiringCache<SignedIn> _cache = new(capacity: 10_000, options.Value.CachedFor, time);

    /// <summary>How stale the noted last use may get: each use of a session would be a write otherwise.</summary>
    private static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(5);

    /// <summary>Begins a session.</summary>
    /// <returns>The token for the cookie, which is kept nowhere else, and how long the session lasts at most.</returns>
    public async Task<(string Token, TimeSpan MaximumAge)> BeginAsync(User user, string address, CancellationToken cancellation)
    {
        var token = Secret.NewToken();
        var now = time.GetUtcNow();
        var session = new Session(user.Id, now, now, SessionLife.EndAfterUse(now, now, options.Value), address);
        await store.AddAsync(Secret.Hash(token), session, options.Value.PerUser, cancellation);
        return (token, options.Value.MaximumAge);
    }

    /// <summary>The user behind a token; null when the session has ended or the user may not sign in.</summary>
    public async Task<SignedIn?> FindAsync(string token, CancellationToken cancellation)
    {
        var hash = Secret.Hash(token);
        var found = await _cache.GetOrLoadAsync(Convert.ToHexString(hash), () => LoadAsync(hash, cancellation));
        return found is not null && found.HoldsAt(time.GetUtcNow()) ? found : null;
    }

    public async Task EndAsync(string token, CancellationToken cancellation)
    {
        await store.EndAsync(Secret.Hash(token), cancellation);
        Forget();
    }

    /// <summary>Users have changed: nothing remembered holds any more.</summary>
    public void Forget() => _cache.Clear();

    private async Task<SignedIn?> LoadAsync(byte[] hash, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await store.FindAsync(hash, cancellation) is not { } found || !found.HoldsAt(now))
            return null;
        if (now - found.Session.LastSeenAt < TouchInterval)
            return found;

        var prolonged = found.Session with
        {
            LastSeenAt = now,
            ExpiresAt = SessionLife.EndAfterUse(found.Session.CreatedAt, now, options.Value),
        };
        await store.TouchAsync(hash, prolonged.LastSeenAt, prolonged.ExpiresAt, cancellation);
        return found with { Session = prolonged };
    }
}

/// <summary>How long a session lasts.</summary>
internal static class SessionLife
{
    /// <summary>The idle time from the last use, but never past the maximum age.</summary>
    public static DateTimeOffset EndAfterUse(DateTimeOffset createdAt, DateTimeOffset usedAt, SessionOptions options)
    {
        var idle = usedAt + options.IdleTimeout;
        var latest = createdAt + options.MaximumAge;
        return idle < latest ? idle : latest;
    }
}
