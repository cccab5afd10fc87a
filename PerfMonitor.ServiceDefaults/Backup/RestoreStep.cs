namespace PerfMonitor.ServiceDefaults;

/// <summary>An item that is new or differs from what is there, checked.</summary>
/// <param name="Item">What the backup holds.</param>
/// <param name="Before">What is there; null: nothing.</param>
/// <param name="Session">Where to write, in whose name.</param>
public sealed record RestoreStep<T>(Kept<T> Item, Kept<T>? Before, BackupSession Session)
    where T : class
{
    /// <summary>Which item.</summary>
    public string Id => Item.Id;

    /// <summary>What it shall be.</summary>
    public T Definition => Item.Definition;

    /// <summary>A secret: as the backup has it, else as it was; null where neither knows it and somebody has to enter it again.</summary>
    public string? Secret(string name) => Item.Secrets?.GetValueOrDefault(name) ?? Before?.Secrets?.GetValueOrDefault(name);
}

/// <summary>What came of writing an item.</summary>
/// <param name="IsRefused">Whether nothing was written.</param>
/// <param name="Note">Why not, or what is still to be done by hand.</param>
public readonly record struct Restored(bool IsRefused, string? Note)
{
    /// <summary>Written; the note says what is left to do.</summary>
    public static Restored Done(string? note = null) => new(IsRefused: false, note);

    /// <summary>Not written, for the reason.</summary>
    public static Restored Refused(string reason) => new(IsRefused: true, reason);
}
