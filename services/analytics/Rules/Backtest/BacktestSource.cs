using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// The source of a back-test. Reads each selection once, however many thresholds are tried on it, and knows of every moment of
/// the past how fresh the data were then.
/// </summary>
internal sealed class BacktestSource(ISeriesSource inner, BacktestSteps steps) : ISeriesSource
{
    // One entry for each selector of the rule; what they hold the evaluation's limit on samples bounds.
    private readonly Dictionary<string, (SeriesSelection Selection, IReadOnlyList<SeriesSamples> Series)> _read = [];

    public async ValueTask<IReadOnlyList<SeriesSamples>> SelectAsync(SeriesSelection selection, CancellationToken cancellationToken)
    {
        var key = $"{selection.StartMs} {selection.EndMs} {selection.RangeMs} {selection.StepMs} {selection.Function} {string.Join(',', selection.Matchers)}";
        if (!_read.TryGetValue(key, out var known))
        {
            _read[key] = known = (selection, await inner.SelectAsync(selection, cancellationToken));
        }

        return known.Series;
    }

    /// <summary>Whether an evaluation at a moment would have read a sample of a series that agrees with the labels where both have them.</summary>
    public bool HasSampleOf(LabelSet labels, long queriedMs)
    {
        foreach (var (selection, series) in _read.Values)
        {
            // At each step the selector looks as far back as from the first one.
            var from = queriedMs - (steps.QueriedMs(0) - selection.StartMs);
            var to = queriedMs - (steps.QueriedMs(steps.Count - 1) - selection.EndMs);
            if (series.Any(one => ReadSeries.Agree(one.Labels, labels) && EndsInSample(one, from, to)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsInSample(SeriesSamples series, long fromMs, long toMs)
    {
        var timestamps = series.TimestampsMs.Span;
        var index = timestamps.BinarySearch(toMs);
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 && timestamps[index] >= fromMs && !StaleMarker.Is(series.Values.Span[index]);
    }
}
