using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Analytics.Explain;

/// <summary>Settings of the explanations (section <c>Explain</c>).</summary>
internal sealed class ExplainOptions
{
    /// <summary>Series that are compared with the one in question at most. Default 5,000, about a third of a second with their reads.</summary>
    [Range(1, 100_000)]
    public int MaxSeries { get; init; } = 5_000;
}
