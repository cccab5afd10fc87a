using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Web.StatusPage;

/// <summary>The status page that anybody may read (section <c>StatusPage</c>).</summary>
internal sealed class StatusPageOptions
{
    /// <summary>Off unless asked for: what it shows, everybody who reaches the address can read.</summary>
    public bool Enabled { get; init; }

    /// <summary>What stands above it.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string Title { get; init; } = "Status";

    /// <summary>Targets with this tag are on it, others are not even named.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string Tag { get; init; } = "public";
}
