using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Rules;

/// <summary>The history with what a rule's own watch would have recorded, had it been there all the time.</summary>
internal sealed class JudgedSource(ISeriesSource history, string watch, MemorySeriesSource judged) : ISeriesSource
{
    /// <summary>The source for a rule: the history itself where the rule has no watch of its own.</summary>
    /// <exception cref="RuleFailedException">The past cannot be judged.</exception>
    public static async Task<ISeriesSource> OfAsync(ISeriesSource history, RuleSource? source, BacktestSteps steps, TimeSpan lookBack, BandQuery bands, CancellationToken cancellationToken)
    {
        if (source is not RuleSource.OwnWatch { Definition: var watch })
        {
            return history;
        }

        var verdicts = await bands.JudgeAsync(watch, steps.QueriedMs(0) - (long)lookBack.TotalMilliseconds, steps.QueriedMs(steps.Count - 1), cancellationToken);
        if (verdicts.Error is { } error)
        {
            throw new RuleFailedException($"the past of '{watch.Query}' cannot be judged: {error}");
        }

        var judged = new MemorySeriesSource();
        foreach (var (labels, sample) in verdicts.Verdicts.SelectMany(verdict => AnomalySeries.Of(watch.Name, verdict)))
        {
            // Live, a verdict is there this long after its sample.
            judged.Add(labels, sample.TimestampMs + (long)AnomalyWatcher.Lateness.TotalMilliseconds, sample.Value);
        }

        return new JudgedSource(history, watch.Name, judged);
    }

    public ValueTask<IReadOnlyList<SeriesSamples>> SelectAsync(SeriesSelection selection, CancellationToken cancellationToken) =>
        selection.Matchers.Any(matcher => matcher is { Name: "watch", Kind: MatchKind.Equal } && matcher.Value == watch)
            ? judged.SelectAsync(selection, cancellationToken)
            : history.SelectAsync(selection, cancellationToken);
}
