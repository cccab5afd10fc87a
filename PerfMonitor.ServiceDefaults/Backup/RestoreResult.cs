namespace PerfMonitor.ServiceDefaults;

/// <summary>What a service is to make of its part of a backup.</summary>
/// <param name="Kinds">Items by kind; a kind that is absent is left as it is.</param>
/// <param name="Remove">Whether items that are not in the backup are removed, of the kinds that are.</param>
/// <param name="DryRun">Whether everything is taken back at the end.</param>
public sealed record RestoreRequest(IReadOnlyDictionary<string, IReadOnlyList<BackupItem>> Kinds, bool Remove, bool DryRun);

/// <summary>What became of an item.</summary>
public enum RestoreOutcome
{
    /// <summary>It was not there.</summary>
    Created,

    /// <summary>It was there and different.</summary>
    Changed,

    /// <summary>It was there and not in the backup.</summary>
    Removed,

    /// <summary>It stays as it is, for the reason in the note.</summary>
    Refused,
}

/// <summary>What became, or would become, of one item.</summary>
/// <param name="Kind">Of what kind it is.</param>
/// <param name="Id">Which one.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Note">Why it is refused, or what is still to be done by hand.</param>
public sealed record RestoreChange(string Kind, string Id, string Label, RestoreOutcome Outcome, string? Note = null);

/// <summary>What became of a service's part.</summary>
/// <param name="Changes">Items that are different now, and those that were refused.</param>
/// <param name="Unchanged">Items that were as the backup has them.</param>
/// <param name="Kept">Items that are not in the backup and stay.</param>
public sealed record RestoreResult(IReadOnlyList<RestoreChange> Changes, int Unchanged, int Kept);
