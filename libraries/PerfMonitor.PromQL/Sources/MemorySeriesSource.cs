using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL;

/// <summary>Series held in memory, for tests of rules and queries. Not for threads that write while others read.</summary>
public sealed class MemorySeriesSource : ISeriesSource
{
    private readonly Dictionary<LabelSet, SortedList<long, double>> _series = [];

    /// <summary>The series, in no order.</summary>
    public IReadOnlyCollection<LabelSet> Series => _series.Keys;

    /// <summary>Adds a sample; a timestamp that the series has already keeps its first value.</summary>
    public void Add(LabelSet labels, long timestampMs, double value)
    {
        if (!_series.TryGetValue(labels, out var samples)) _series.Add(labels, samples = []);
        samples.TryAdd(timestampMs, value);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _series.Clear();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SeriesSamples>> SelectAsync(SeriesSelection selection, CancellationToken cancellationToken)
    {
        var selected = new List<SeriesSamples>();
        foreach ((var labels, var samples) in _series)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!LabelMatcher.MatchesAll(selection.Matchers, labels)) continue;
            long[] timestamps = [.. samples.Keys];
            double[] values = [.. samples.Values];
            int low = Evaluation.InstantSelection.FirstAfter(timestamps, selection.StartMs - 1);
            int high = Evaluation.InstantSelection.FirstAfter(timestamps, selection.EndMs);
            if (low < high) selected.Add(new SeriesSamples(labels, timestamps.AsMemory(low..high), values.AsMemory(low..high)));
        }

        selected.Sort((a, b) => Evaluation.LabelSetOrder.Compare(a.Labels, b.Labels));
        return new ValueTask<IReadOnlyList<SeriesSamples>>(selected);
    }
}
