using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Web.Auditing;

/// <summary>How much of the audit log is kept; section <c>Audit</c>.</summary>
internal sealed class AuditOptions
{
    /// <summary>Entries older than this are deleted. 365 days by default.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Entries beyond this number are deleted, oldest first. 1,000,000 by default, some 200 MB.</summary>
    [Range(1_000, 1_000_000_000)]
    public long MaximumEntries { get; init; } = 1_000_000;
}
