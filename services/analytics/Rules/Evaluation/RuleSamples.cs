using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// What one rule writes: its series now, and a stale marker for each it wrote before and does not write any more, so that a
/// query does not look back on it. Remembers the series of the last write, which the rule's result bounds.
/// </summary>
internal sealed class RuleSamples(IEnumerable<LabelSet> written)
{
    private Dictionary<SeriesId, LabelSet> _written = written.ToDictionary(static labels => labels.Id);

    /// <summary>Adds what is to be written at a moment.</summary>
    public void Write(IEnumerable<(LabelSet Labels, double Value)> series, long atMs, List<SeriesDefinition> definitions, List<SeriesId> ids, List<Sample> samples)
    {
        var now = new Dictionary<SeriesId, LabelSet>();
        foreach (var (labels, value) in series)
        {
            now[labels.Id] = labels;
            Add(labels, value);
        }

        foreach (var gone in _written.Where(one => !now.ContainsKey(one.Key)))
        {
            Add(gone.Value, StaleMarker.Value);
        }

        _written = now;

        void Add(LabelSet labels, double value)
        {
            definitions.Add(new SeriesDefinition(labels.Id, labels));
            ids.Add(labels.Id);
            samples.Add(new Sample(atMs, value));
        }
    }
}
