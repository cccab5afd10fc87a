using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>Settings of the baselines (section <c>Baselines</c>).</summary>
internal sealed class BaselineOptions
{
    /// <summary>The baseline that the overview compares with until somebody chooses one. Default <c>initial</c>, which is taken by itself.</summary>
    [Required]
    [StringLength(64, MinimumLength = 1)]
    public string Reference { get; init; } = BaselinePlan.Initial;
}
