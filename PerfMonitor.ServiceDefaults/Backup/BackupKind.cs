using System.Text.Json;
using Npgsql;

namespace PerfMonitor.ServiceDefaults;

/// <summary>What all kinds have in common: comparing what a backup holds with what is there, and going through the differences.</summary>
/// <param name="name">What the kind is called in a backup.</param>
/// <param name="table">The table it is stored in, with its schema.</param>
/// <param name="most">Items there may be, those that are left alone among them.</param>
/// <param name="json">How definitions are written; made strict.</param>
public abstract class BackupKind<T>(string name, string table, int most, JsonSerializerOptions json) : IBackupKind
    where T : class
{
    // Classes of PostgreSQL's error codes.
    private const string IntegrityViolation = "23";
    private const string DataException = "22";

    private readonly JsonSerializerOptions _json = BackupJson.Strict(json);

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public string Table => table;

    /// <summary>Whether ids are UUIDs. Where they are, an item with another id is refused, and nobody else has to look.</summary>
    protected virtual bool HasUuids => false;

    /// <inheritdoc />
    public async Task<IReadOnlyList<BackupItem>> ReadAsync(BackupSession session, CancellationToken cancellationToken) =>
        [.. (await ListAsync(session, cancellationToken)).Where(static item => item.LeftAlone is null).Select(Write)];

    /// <inheritdoc />
    public IEnumerable<string> Faults(IReadOnlyList<BackupItem> items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, item) in items.Index())
        {
            var place = $"{name}[{index}]";
            if (string.IsNullOrWhiteSpace(item?.Id))
            {
                yield return $"{place} has no id";
            }
            else if (!seen.Add(item.Id))
            {
                yield return $"{place}: '{item.Id}' is given twice";
            }
            else if (BackupJson.Read<T>($"{place}.definition", item.Definition, _json).Fault is { } fault)
            {
                yield return fault;
            }
        }
    }

    /// <inheritdoc />
    public async Task<RestoreResult> RestoreAsync(BackupSession session, IReadOnlyList<BackupItem> items, bool remove, CancellationToken cancellationToken)
    {
        var there = (await ListAsync(session, cancellationToken)).ToDictionary(static item => item.Id, StringComparer.Ordinal);
        var (changes, unchanged, kept) = (new List<RestoreChange>(), 0, 0);
        var wanted = items.Select(static item => item.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var item in there.Values.Where(item => item.LeftAlone is null && !wanted.Contains(item.Id)).ToList())
        {
            if (!remove)
            {
                kept++;
                continue;
            }

            var removed = await TryAsync(session, () => RemoveAsync(session, item, cancellationToken), cancellationToken);
            changes.Add(new(name, item.Id, LabelOf(item), removed.IsRefused ? RestoreOutcome.Refused : RestoreOutcome.Removed, removed.Note));
            if (!removed.IsRefused)
            {
                there.Remove(item.Id);
            }
        }

        foreach (var given in items)
        {
            var item = Read(given);
            var before = there.GetValueOrDefault(item.Id);
            var (definition, refused) = HasUuids && !Guid.TryParse(item.Id, out _) ? (null, "its id is no UUID") : Check(item, session.Now);
            if (definition is not null && before is { LeftAlone: null } && IsSame(item with { Definition = definition }, before))
            {
                unchanged++;
                continue;
            }

            refused = before?.LeftAlone ?? refused ?? (before is null && there.Count >= most ? $"there are {most} already, which is the most" : null);
            var written = refused is not null ? Restored.Refused(refused)
                : await TryAsync(session, () => WriteAsync(new RestoreStep<T>(item with { Definition = definition! }, before, session), cancellationToken), cancellationToken);
            changes.Add(new(name, item.Id, LabelOf(item), written.IsRefused ? RestoreOutcome.Refused : before is null ? RestoreOutcome.Created : RestoreOutcome.Changed, written.Note));
            if (!written.IsRefused)
            {
                there[item.Id] = item;
            }
        }

        return new RestoreResult(changes, unchanged, kept);
    }

    /// <inheritdoc />
    public virtual Task AnnounceAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Everything of the kind, in a lasting order, what is left alone too.</summary>
    protected abstract Task<IReadOnlyList<Kept<T>>> ListAsync(BackupSession session, CancellationToken cancellationToken);

    /// <summary>The definition with its defaults filled in, as <see cref="ListAsync"/> gives it; or why it is refused.</summary>
    protected abstract (T? Definition, string? Reason) Check(Kept<T> item, DateTimeOffset now);

    /// <summary>Stores an item that is new or differs.</summary>
    protected abstract Task<Restored> WriteAsync(RestoreStep<T> restore, CancellationToken cancellationToken);

    /// <summary>Removes an item.</summary>
    protected abstract Task<Restored> RemoveAsync(BackupSession session, Kept<T> item, CancellationToken cancellationToken);

    /// <summary>What people call the item.</summary>
    protected virtual string LabelOf(Kept<T> item) => item.Id;

    /// <summary>What the database will not have refuses one item, not the whole backup.</summary>
    private static async Task<Restored> TryAsync(BackupSession session, Func<Task<Restored>> act, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("SAVEPOINT item", cancellationToken);
        try
        {
            var restored = await act();
            await session.ExecuteAsync(restored.IsRefused ? "ROLLBACK TO SAVEPOINT item" : "RELEASE SAVEPOINT item", cancellationToken);
            return restored;
        }
        catch (PostgresException unfit) when (unfit.SqlState[..2] is IntegrityViolation or DataException)
        {
            await session.ExecuteAsync("ROLLBACK TO SAVEPOINT item", cancellationToken);
            return Restored.Refused(unfit.SqlState == PostgresErrorCodes.UniqueViolation ? $"another one has the same: it breaks {unfit.ConstraintName}" : unfit.MessageText);
        }
    }

    private bool IsSame(Kept<T> item, Kept<T> before) =>
        JsonElement.DeepEquals(JsonSerializer.SerializeToElement(item.Definition, _json), JsonSerializer.SerializeToElement(before.Definition, _json))
        && (item.Secrets is null || item.Secrets.All(secret => before.Secrets?.GetValueOrDefault(secret.Key) == secret.Value));

    private BackupItem Write(Kept<T> item) => new(item.Id, JsonSerializer.SerializeToElement(item.Definition, _json))
    {
        CreatedAt = item.CreatedAt,
        CreatedBy = item.CreatedBy,
        Secrets = item.Secrets is { Count: > 0 } secrets ? secrets : null,
    };

    private Kept<T> Read(BackupItem item) => new(item.Id, item.Definition.Deserialize<T>(_json)!)
    {
        CreatedAt = item.CreatedAt?.ToUniversalTime(),
        CreatedBy = item.CreatedBy,
        Secrets = item.Secrets,
    };
}
