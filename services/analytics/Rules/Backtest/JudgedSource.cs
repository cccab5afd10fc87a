using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Rules;

/// <summary>The history with what a rule's own watch or outlook would have recorded, had it been there all the time.</summary>
/// <param name="history">What was recorded.</param>
/// <param name="label">The label that names the watch or outlook in its series.</param>
/// <param name="name">Its name.</param>
/// <param name="judged">What it would have recorded.</param>
/// <param name="remark">What to know of that; null: it is as it would have been.</param>
internal sealed class JudgedSource(ISeriesSource history, string label, string name, MemorySeriesSource judged, string? remark) : ISeriesSource
{
    public string? Remark => remark;

    public ValueTask<IReadOnlyList<SeriesSamples>> SelectAsync(SeriesSelection selection, CancellationToken cancellationToken) =>
        selection.Matchers.Any(matcher => matcher is { Kind: MatchKind.Equal } && matcher.Name == label && matcher.Value == name)
            ? judged.SelectAsync(selection, cancellationToken)
            : history.SelectAsync(selection, cancellationToken);
}
