using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Analytics.Archive;

/// <summary>Settings of archives (section <c>Archive</c>).</summary>
internal sealed class ArchiveOptions
{
    /// <summary>The folder archives are written to and restored from; without one there are no archives. Default: none.</summary>
    [MaxLength(1_000)]
    public string Folder { get; init; } = "";
}
