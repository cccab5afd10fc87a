namespace PerfMonitor.Analysis.Baselines;

/// <summary>Whether a range holds enough samples to be a baseline.</summary>
/// <param name="IsEnough">Whether every component has as many as are needed.</param>
/// <param name="Reason">Which has not, and how many of how many.</param>
public sealed record Sufficiency(bool IsEnough, string Reason)
{
    /// <summary>Counts the finite samples of each component.</summary>
    public static Sufficiency Of(IEnumerable<(string Component, IReadOnlyList<double> Samples)> components, int needed)
    {
        var lacking = components
            .Select(static one => (one.Component, Count: one.Samples.Count(double.IsFinite)))
            .Where(one => one.Count < needed)
            .Select(one => $"{one.Component} has {one.Count} of {needed} needed")
            .ToList();
        return lacking.Count == 0
            ? new Sufficiency(true, $"every component has at least {needed} samples")
            : new Sufficiency(false, $"not enough data: {string.Join(", ", lacking)}");
    }
}
