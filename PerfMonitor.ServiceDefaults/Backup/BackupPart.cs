using Npgsql;

namespace PerfMonitor.ServiceDefaults;

/// <summary>A service's part of a backup of the configuration: everything people have set up that it stores.</summary>
public sealed class BackupPart(IEnumerable<IBackupKind> kinds, NpgsqlDataSource source, TimeProvider clock)
{
    // A writer that holds a table for longer has come to grief.
    private const string LockTimeout = "10s";

    private readonly OrderedDictionary<string, IBackupKind> _kinds = new(kinds.Select(static kind => KeyValuePair.Create(kind.Name, kind)), StringComparer.Ordinal);

    /// <summary>The kinds, in the order in which they are restored.</summary>
    public IReadOnlyCollection<IBackupKind> Kinds => _kinds.Values;

    /// <summary>All items by kind, as they are at one moment.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<BackupItem>>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var session = new BackupSession(connection, actor: "", clock.GetUtcNow());
        var items = new Dictionary<string, IReadOnlyList<BackupItem>>();
        foreach (var kind in Kinds)
        {
            items.Add(kind.Name, await kind.ReadAsync(session, cancellationToken));
        }

        return items;
    }

    /// <summary>Makes everything be as given, unless something in the text cannot be read.</summary>
    /// <param name="request">Text as somebody sent it.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Gives up; nothing is changed then.</param>
    public async Task<RestoreAnswer> AnswerAsync(RestoreRequest request, string actor, CancellationToken cancellationToken) =>
        Faults(request.Kinds) is { Count: > 0 } faults ? new RestoreAnswer(faults) : new RestoreAnswer([], await RestoreAsync(request, actor, cancellationToken));

    /// <summary>What in the text cannot be read, with its place.</summary>
    public IReadOnlyList<string> Faults(IReadOnlyDictionary<string, IReadOnlyList<BackupItem>> items) =>
        [.. items.SelectMany(kind => _kinds.TryGetValue(kind.Key, out var known) ? known.Faults(kind.Value) : [$"{kind.Key} is not known; there are {string.Join(", ", _kinds.Keys)}"])];

    /// <summary>Makes everything be as given, in one transaction in which nobody else writes.</summary>
    /// <param name="request">Text without <see cref="Faults"/>.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Gives up; nothing is changed then.</param>
    public async Task<RestoreResult> RestoreAsync(RestoreRequest request, string actor, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var session = new BackupSession(connection, actor, clock.GetUtcNow());
        var restored = Kinds.Where(kind => request.Kinds.ContainsKey(kind.Name)).ToList();
        await session.ExecuteAsync($"SET LOCAL lock_timeout = '{LockTimeout}'", cancellationToken);
        foreach (var table in restored.Select(static kind => kind.Table).Distinct())
        {
            await session.ExecuteAsync($"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE", cancellationToken);
        }

        var results = new List<RestoreResult>();
        foreach (var kind in restored)
        {
            results.Add(await kind.RestoreAsync(session, request.Kinds[kind.Name], request.Remove, cancellationToken));
        }

        var all = new RestoreResult([.. results.SelectMany(static result => result.Changes)], results.Sum(static result => result.Unchanged), results.Sum(static result => result.Kept));
        if (!request.DryRun)
        {
            await transaction.CommitAsync(cancellationToken);
            await AnnounceAsync(all.Changes);
        }

        return all;
    }

    // What is committed is told of even to who has gone.
    private async Task AnnounceAsync(IEnumerable<RestoreChange> changes)
    {
        foreach (var name in changes.Where(static change => change.Outcome != RestoreOutcome.Refused).Select(static change => change.Kind).Distinct())
        {
            await _kinds[name].AnnounceAsync(CancellationToken.None);
        }
    }
}
