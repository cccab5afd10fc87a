using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Backup;

/// <summary>How a restore ended.</summary>
internal abstract record RestoreReport
{
    /// <summary>Every part of the file was, or in a dry run would be, restored.</summary>
    internal sealed record Restored(bool DryRun, IReadOnlyList<RestoredPart> Parts) : RestoreReport;

    /// <summary>Nothing was changed: these places of the file cannot be read.</summary>
    internal sealed record Unreadable(IReadOnlyList<string> Faults) : RestoreReport;

    /// <summary>A part could not be reached; the named ones are restored.</summary>
    internal sealed record BrokenOff(string Reason, IReadOnlyList<string> Done) : RestoreReport;
}

/// <summary>What became of a part.</summary>
/// <param name="Part">The service.</param>
/// <param name="Changes">Items that are different now, and those that were refused.</param>
/// <param name="Unchanged">Items that were as the backup has them.</param>
/// <param name="Kept">Items that are not in the backup and stay.</param>
internal sealed record RestoredPart(string Part, IReadOnlyList<RestoreChange> Changes, int Unchanged, int Kept);
