using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>Labels that a request sets on all its series, such as <c>job=backup</c>; they go before labels of the same name.</summary>
internal sealed class ExtraLabels
{
    private readonly Label[] _labels;

    private ExtraLabels(Label[] labels) => (_labels, Key) = (labels, LabelSet.Create(labels).CanonicalBytes());

    public static ExtraLabels None { get; } = new([]);

    /// <summary>What tells them apart from other such labels.</summary>
    public byte[] Key { get; }

    /// <summary>Reads <c>name=value</c> texts; null where one has no name.</summary>
    public static ExtraLabels? Parse(IEnumerable<string?> texts)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var equals = text?.IndexOf('=', StringComparison.Ordinal) ?? -1;
            if (equals <= 0)
            {
                return null;
            }

            labels[text![..equals]] = text[(equals + 1)..];
        }

        return labels.Count == 0 ? None : new ExtraLabels([.. labels.Select(label => new Label(label.Key, label.Value))]);
    }

    public void ApplyTo(List<Label> labels)
    {
        labels.RemoveAll(label => Array.Exists(_labels, extra => extra.Name == label.Name));
        labels.AddRange(_labels);
    }
}
