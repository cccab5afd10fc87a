using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Accounts.Store;

namespace PerfMonitor.Web.Tests.Fakes;

/// <summary>Users and their sessions in memory, under the same rules as in PostgreSQL.</summary>
internal sealed class InMemoryAccounts : IUserStore, ISessionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, User> _users = [];
    private readonly Dictionary<string, Session> _sessions = [];

    public int Touches { get; private set; }

    public int Finds { get; private set; }

    public int SessionCount
    {
        get
        {
            lock (_lock)
                return _sessions.Count;
        }
    }

    Task<User?> IUserStore.FindAsync(Guid id, CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult(_users.GetValueOrDefault(id));
    }

    public Task<User?> FindByNameAsync(string name, CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult(_users.Values.FirstOrDefault(user => SameName(user, name)));
    }

    public Task<IReadOnlyList<User>> ListAsync(CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<User>>([.. _users.Values.OrderBy(user => user.Name, StringComparer.OrdinalIgnoreCase)]);
    }

    public Task<bool> AddAsync(User user, CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult(!_users.Values.Any(other => SameName(other, user.Name)) && _users.TryAdd(user.Id, user));
    }

    public Task<bool> AddFirstAsync(User user, CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult(_users.Count == 0 && _users.TryAdd(user.Id, user));
    }

    public Task<UserChangeOutcome> ChangeAsync(Guid id, UserChange change, CancellationToken cancellation) => Replace(id, change.ApplyTo);

    public Task<UserChangeOutcome> DeleteAsync(Guid id, CancellationToken cancellation) => Replace(id, _ => null);

    public Task NoteLoginAsync(Guid id, DateTimeOffset at, string? newHash, CancellationToken cancellation)
    {
        lock (_lock)
            _users[id] = _users[id] with { LastLoginAt = at, PasswordHash = newHash ?? _users[id].PasswordHash };
        return Task.CompletedTask;
    }

    public Task AddAsync(byte[] tokenHash, Session session, int perUser, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _sessions.Add(Convert.ToHexString(tokenHash), session);
            foreach (var (hash, _) in _sessions.Where(other => other.Value.UserId == session.UserId).OrderByDescending(other => other.Value.CreatedAt).Skip(perUser).ToList())
                _sessions.Remove(hash);
        }

        return Task.CompletedTask;
    }

    public Task<SignedIn?> FindAsync(byte[] tokenHash, CancellationToken cancellation)
    {
        lock (_lock)
        {
            Finds++;
            return Task.FromResult(_sessions.TryGetValue(Convert.ToHexString(tokenHash), out var session)
                ? new SignedIn(session, _users[session.UserId])
                : null);
        }
    }

    public Task TouchAsync(byte[] tokenHash, DateTimeOffset seenAt, DateTimeOffset expiresAt, CancellationToken cancellation)
    {
        lock (_lock)
        {
            Touches++;
            var hash = Convert.ToHexString(tokenHash);
            _sessions[hash] = _sessions[hash] with { LastSeenAt = seenAt, ExpiresAt = expiresAt };
        }

        return Task.CompletedTask;
    }

    public Task EndAsync(byte[] tokenHash, CancellationToken cancellation)
    {
        lock (_lock)
            _sessions.Remove(Convert.ToHexString(tokenHash));
        return Task.CompletedTask;
    }

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var expired = _sessions.Where(session => session.Value.ExpiresAt <= now).Select(session => session.Key).ToList();
            expired.ForEach(hash => _sessions.Remove(hash));
            return Task.FromResult(expired.Count);
        }
    }

    private static bool SameName(User user, string name) => user.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private Task<UserChangeOutcome> Replace(Guid id, Func<User, User?> replace)
    {
        lock (_lock)
        {
            if (!_users.TryGetValue(id, out var before))
                return Task.FromResult(UserChangeOutcome.NotFound);
            var after = replace(before);
            var others = _users.Values.Count(user => user is { Role: Role.Admin, Disabled: false } && user.Id != id);
            if (!LastAdminRule.Allows(before, after, others))
                return Task.FromResult(UserChangeOutcome.LastAdmin);

            foreach (var (hash, _) in _sessions.Where(session => session.Value.UserId == id).ToList())
                _sessions.Remove(hash);
            if (after is null)
                _users.Remove(id);
            else
                _users[id] = after;
            return Task.FromResult(UserChangeOutcome.Done);
        }
    }
}
