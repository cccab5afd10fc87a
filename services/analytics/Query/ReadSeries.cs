using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Query;

/// <summary>The series that a query has read, each with the moment of its newest sample, found by labels that they agree with.</summary>
internal sealed class ReadSeries
{
    // Bounded by the query's own limit on series.
    private readonly List<(LabelSet Labels, long NewestMs)> _all = [];

    // By the name of a label that was asked for.
    private readonly Dictionary<string, LabelIndex> _indexes = [];

    public void Add(LabelSet labels, long newestMs)
    {
        _all.Add((labels, newestMs));
        _indexes.Clear();
    }

    /// <summary>When the newest sample was taken of the series that agree with the given labels where both have them; null where there is none.</summary>
    public long? NewestOf(LabelSet labels)
    {
        long? newest = null;
        foreach (var candidate in Candidates(labels))
        {
            var (series, at) = _all[candidate];
            if ((newest is null || at > newest) && Agree(series, labels))
            {
                newest = at;
            }
        }

        return newest;
    }

    /// <summary>The series that have to be looked at: those that agree in the one label that leaves the fewest.</summary>
    public IEnumerable<int> Candidates(LabelSet labels)
    {
        var (fewest, index, value) = (_all.Count, default(LabelIndex), "");
        foreach (var label in labels)
        {
            if (label.Name != LabelSet.MetricName && IndexOf(label.Name) is var one && one.CountOf(label.Value) < fewest)
            {
                (fewest, index, value) = (one.CountOf(label.Value), one, label.Value);
            }
        }

        return index?.Of(value) ?? Enumerable.Range(0, _all.Count);
    }

    /// <summary>Whether a series has the given labels' values where both have them.</summary>
    public static bool Agree(LabelSet series, LabelSet labels)
    {
        foreach (var label in labels)
        {
            if (label.Name != LabelSet.MetricName && series[label.Name] is { } value && value != label.Value)
            {
                return false;
            }
        }

        return true;
    }

    private LabelIndex IndexOf(string name)
    {
        if (!_indexes.TryGetValue(name, out var index))
        {
            _indexes[name] = index = new LabelIndex();
            for (var i = 0; i < _all.Count; i++)
            {
                index.Add(_all[i].Labels[name], i);
            }
        }

        return index;
    }

    /// <summary>Which series have which value of one label, and which have none and agree with any.</summary>
    private sealed class LabelIndex
    {
        private readonly Dictionary<string, List<int>> _with = [];
        private readonly List<int> _without = [];

        public void Add(string? value, int series)
        {
            if (value is null)
            {
                _without.Add(series);
            }
            else if (_with.TryGetValue(value, out var same))
            {
                same.Add(series);
            }
            else
            {
                _with[value] = [series];
            }
        }

        public int CountOf(string value) => (_with.GetValueOrDefault(value)?.Count ?? 0) + _without.Count;

        public IEnumerable<int> Of(string value) => _with.TryGetValue(value, out var same) ? same.Concat(_without) : _without;
    }
}
