using System.Collections;
using System.Text;

namespace PerfMonitor.TimeSeries;

/// <summary>
/// The identity of a series: its labels, sorted by name (ordinal), each name once, none with an empty value.
/// The metric name is the label <c>__name__</c>. Two sets with the same labels are equal whatever order they came in.
/// </summary>
public sealed class LabelSet : IEquatable<LabelSet>, IReadOnlyList<Label>
{
    /// <summary>The label that holds the metric name.</summary>
    public const string MetricName = "__name__";

    /// <summary>The set without labels.</summary>
    public static LabelSet Empty { get; } = new([]);

    private readonly Label[] _labels;
    private ulong _hash;
    private volatile bool _hashed;

    private LabelSet(Label[] sorted) => _labels = sorted;

    /// <summary>
    /// Builds a set from labels in any order. A label with an empty value is the same as an absent one (Prometheus' rule) and is left out.
    /// </summary>
    /// <exception cref="ArgumentException">A name is given twice.</exception>
    public static LabelSet Create(IEnumerable<Label> labels)
    {
        var sorted = labels.Where(label => label.Value.Length > 0).ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Name == sorted[i - 1].Name)
            {
                throw new ArgumentException($"The label '{sorted[i].Name}' is given twice.", nameof(labels));
            }
        }

        return sorted.Length == 0 ? Empty : new LabelSet(sorted);
    }

    /// <summary>Builds a set from a metric name and labels; see <see cref="Create(IEnumerable{Label})"/>.</summary>
    public static LabelSet Create(string metric, params IEnumerable<Label> labels) =>
        Create(labels.Prepend(new Label(MetricName, metric)));

    /// <summary>The metric name, or an empty string where the set has none.</summary>
    public string Metric => this[MetricName] ?? "";

    /// <summary>The value of a label, or null where the set has no such label.</summary>
    public string? this[string name]
    {
        get
        {
            var index = IndexOf(name);
            return index < 0 ? null : _labels[index].Value;
        }
    }

    /// <inheritdoc />
    public Label this[int index] => _labels[index];

    /// <inheritdoc />
    public int Count => _labels.Length;

    /// <summary>The 64-bit id of the series: xxHash64 of <see cref="CanonicalBytes"/>.</summary>
    public SeriesId Id
    {
        get
        {
            // Threads share label sets: the flag is set last, so that none sees it without the hash.
            if (!_hashed)
            {
                _hash = XxHash64.Hash(CanonicalBytes());
                _hashed = true;
            }

            return new SeriesId(_hash);
        }
    }

    /// <summary>
    /// The bytes that are hashed: each name and value in UTF-8, each closed by 0xFF, which UTF-8 never contains,
    /// so that no two different sets share the same bytes.
    /// </summary>
    public byte[] CanonicalBytes()
    {
        var size = 0;
        foreach (var label in _labels)
        {
            size += Encoding.UTF8.GetByteCount(label.Name) + Encoding.UTF8.GetByteCount(label.Value) + 2;
        }

        var bytes = new byte[size];
        var at = 0;
        foreach (var label in _labels)
        {
            at += Encoding.UTF8.GetBytes(label.Name, bytes.AsSpan(at));
            bytes[at++] = 0xFF;
            at += Encoding.UTF8.GetBytes(label.Value, bytes.AsSpan(at));
            bytes[at++] = 0xFF;
        }

        return bytes;
    }

    /// <summary>The same set with one label set to a value; an empty value takes the label away.</summary>
    public LabelSet With(string name, string value) =>
        Create(_labels.Where(label => label.Name != name).Append(new Label(name, value)));

    /// <summary>The same set without the named labels.</summary>
    public LabelSet Without(params ReadOnlySpan<string> names)
    {
        var kept = new List<Label>(_labels.Length);
        foreach (var label in _labels)
        {
            if (!names.Contains(label.Name))
            {
                kept.Add(label);
            }
        }

        return kept.Count == _labels.Length ? this : new LabelSet([.. kept]);
    }

    /// <inheritdoc />
    public bool Equals(LabelSet? other) => other is not null && (ReferenceEquals(this, other) || _labels.AsSpan().SequenceEqual(other._labels));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc />
    public override int GetHashCode() => Id.GetHashCode();

    /// <inheritdoc />
    public IEnumerator<Label> GetEnumerator() => ((IEnumerable<Label>)_labels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The form people read: <c>http_requests_total{code="200",job="api"}</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Metric);
        var separator = '{';
        foreach (var label in _labels)
        {
            if (label.Name == MetricName)
            {
                continue;
            }

            var value = label.Value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            text.Append(separator).Append(label.Name).Append("=\"").Append(value).Append('"');
            separator = ',';
        }

        return separator == ',' ? text.Append('}').ToString() : text.Length > 0 ? text.ToString() : "{}";
    }

    private int IndexOf(string name)
    {
        var (low, high) = (0, _labels.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(_labels[middle].Name, name);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
