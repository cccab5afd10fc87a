using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>
/// Compares series by some of their labels: by those named, or by all but those named. Nothing is built to compare;
/// both walks go over the labels in place.
/// </summary>
internal sealed class LabelProjection : IEqualityComparer<LabelSet>
{
    private readonly string[] _names;
    private readonly bool _keepsNamed;

    private LabelProjection(IEnumerable<string> names, bool keepsNamed)
    {
        _names = [.. names.Distinct().Order(StringComparer.Ordinal)];
        _keepsNamed = keepsNamed;
    }

    /// <summary>All labels.</summary>
    public static LabelProjection Whole { get; } = new([], keepsNamed: false);

    /// <summary>The named labels alone.</summary>
    public static LabelProjection Of(IEnumerable<string> names) => new(names, keepsNamed: true);

    /// <summary>All labels but the named ones.</summary>
    public static LabelProjection Excluding(IEnumerable<string> names) => new(names, keepsNamed: false);

    /// <summary>All labels but the named ones and those that describe the metric.</summary>
    public static LabelProjection Ignoring(IEnumerable<string> names) =>
        new(names.Concat([LabelSet.MetricName, LabelNames.MetricType, LabelNames.MetricUnit]), keepsNamed: false);

    /// <summary>The labels of a series that count.</summary>
    public LabelSet Apply(LabelSet labels)
    {
        if (!_keepsNamed) return labels.Without(_names);
        return _names.Length == 0 ? LabelSet.Empty : LabelSet.Create(labels.Where(label => Counts(label.Name)));
    }

    /// <inheritdoc/>
    public bool Equals(LabelSet? x, LabelSet? y)
    {
        if (ReferenceEquals(x, y)) return true;
        int i = 0, j = 0;
        while (true)
        {
            while (i < x!.Count && !Counts(x[i].Name)) i++;
            while (j < y!.Count && !Counts(y[j].Name)) j++;
            if (i == x.Count || j == y.Count) return i == x.Count && j == y.Count;
            if (x[i] != y[j]) return false;
            i++;
            j++;
        }
    }

    /// <inheritdoc/>
    public int GetHashCode(LabelSet labels)
    {
        var hash = new HashCode();
        for (int i = 0; i < labels.Count; i++)
        {
            var label = labels[i];
            if (!Counts(label.Name)) continue;
            hash.Add(label.Name);
            hash.Add(label.Value);
        }

        return hash.ToHashCode();
    }

    private bool Counts(string name)
    {
        // A handful of names at most: a scan is faster than a set.
        foreach (string one in _names)
        {
            if (one == name) return _keepsNamed;
        }

        return !_keepsNamed;
    }
}
