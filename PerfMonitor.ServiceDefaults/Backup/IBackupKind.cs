namespace PerfMonitor.ServiceDefaults;

/// <summary>A kind of thing that people set up and a service stores: targets, rules, silences.</summary>
public interface IBackupKind
{
    /// <summary>What it is called in a backup.</summary>
    string Name { get; }

    /// <summary>The table it is stored in, with its schema.</summary>
    string Table { get; }

    /// <summary>Everything of the kind that is somebody's.</summary>
    Task<IReadOnlyList<BackupItem>> ReadAsync(BackupSession session, CancellationToken cancellationToken);

    /// <summary>What in the text of the items cannot be read, with its place. Nothing is restored where there is anything.</summary>
    IEnumerable<string> Faults(IReadOnlyList<BackupItem> items);

    /// <summary>Makes the items be as given.</summary>
    Task<RestoreResult> RestoreAsync(BackupSession session, IReadOnlyList<BackupItem> items, bool remove, CancellationToken cancellationToken);

    /// <summary>Lets the process know that the kind has changed, when it is committed.</summary>
    Task AnnounceAsync(CancellationToken cancellationToken);
}
